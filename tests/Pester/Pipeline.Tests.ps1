# Job instances in a pipeline, with the cmdlets that everybody knows.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
    Connect-Simulator $simulator
    $jobs = 100..116 | Get-BkJobInstanceStatus
}
AfterAll { Stop-Simulator $simulator }

Describe 'Where-Object' {
    It '<Line> selects <Ids>' -ForEach @(
        @{ Line = { $jobs | Where-Object Status -EQ 4 }; Ids = 100, 104 }
        @{ Line = { $jobs | Where-Object Status -EQ Failed }; Ids = 100, 104 }
        @{ Line = { $jobs | Where-Object { $_.Status -eq 'failed' } }; Ids = 100, 104 }
        @{ Line = { $jobs | Where-Object Status -In Skipped, 6 }; Ids = 105, 106 }
        @{ Line = { $jobs | Where-Object Status -EQ 21 }; Ids = 116 }
        @{ Line = { $jobs | Where-Object Outcome -EQ Cancelled }; Ids = 108, 111, 113 }
        @{ Line = { $jobs | Where-Object IsFinished -NE $true }; Ids = 101, 102, 107, 110, 115, 116 }
        @{ Line = { $jobs | Where-Object Name -Like '*确认*' }; Ids = @() }
        @{ Line = { $jobs | Where-Object Name -Match '切换流量$' }; Ids = 107, 113 }
        @{ Line = { $jobs | Where-Object { $_.Hosts.Failed -gt 5 } }; Ids = 109 }
        @{ Line = { $jobs | Where-Object TotalTime -GT '0:05' }; Ids = 113, 114 }
    ) {
        @(& $Line).Id | Should -Be $Ids
    }
}

Describe 'Select-Object' {
    It '<Line> returns <Text>' -ForEach @(
        @{ Line = { $jobs[0] | Select-Object Id, Status }; Text = '@{Id=100; Status=Failed}' }
        @{ Line = { $jobs[0] | Select-Object Brief }
            Text = '@{Id=100; Name=Deploy web-portal 2.14.0 发布门户; Status=Failed; Hosts=37/40; BizId=1; ScopeType=biz; ScopeId=1}' }
        @{ Line = { $jobs[0].Steps[1].IpStatuses | Where-Object Outcome -EQ Failed | Select-Object Brief -First 1 }
            Text = '@{Ip=10.0.0.7; CloudId=0; Status=NonZeroExitCode; Outcome=Failed; JobInstanceId=100; StepInstanceId=10002; BizId=1}' }
        @{ Line = { $jobs[0] | Select-Object -ExpandProperty Steps | ForEach-Object Id }; Text = '10001', '10002', '10003' }
        @{ Line = { $jobs | Select-Object -ExpandProperty Hosts -First 3 }; Text = '37/40', '0/0', '12/16' }
        @{ Line = { $jobs | Select-Object -Last 1 | ForEach-Object { [int]$_.Status } }; Text = '21' }
        @{ Line = { $jobs[0] | Select-Object @{ Name = 'Bad'; Expression = { $_.Hosts.Failed } } }; Text = '@{Bad=3}' }
    ) {
        & $Line | ForEach-Object { "$_" } | Should -Be $Text
    }

    It 'Timing is a property set of times' {
        $jobs[0] | Select-Object Timing | Get-Member -MemberType NoteProperty | ForEach-Object Name |
            Should -Be BizId, CreateTime, EndTime, Id, ScopeId, ScopeType, StartTime, Status, TotalTime
    }

    It '-First ends the requests early and without an error' {
        Send-Simulator $simulator Delete requests
        $Error.Clear()
        1..2000 | ForEach-Object { 100 } | Get-BkJobInstanceStatus -ThrottleLimit 2 | Select-Object -First 3 | ForEach-Object Id |
            Should -Be 100, 100, 100
        $Error.Count | Should -Be 0
        (Send-Simulator $simulator Get requests).Count | Should -BeLessThan 100
    }
}

Describe 'Sorting, grouping and counting' {
    It 'sorts by <Property>' -ForEach @(
        @{ Property = 'Id'; Ids = 100, 101, 102, 103, 104 }
        @{ Property = 'Status'; Ids = 101, 102, 103, 100, 104 }
        @{ Property = 'Name'; Ids = 104, 103, 100, 101, 102 }
    ) {
        $jobs[0..4] | Sort-Object $Property | ForEach-Object Id | Should -Be $Ids
    }

    It 'groups by <Property>' -ForEach @(
        @{ Property = 'Status'; Groups = 'Succeeded 13', 'Failed 3' }
        @{ Property = 'Operator'; Groups = 'admin 9', 'sys_cron 7' }
    ) {
        @(103) + 126..140 | Get-BkJobInstanceStatus | Group-Object $Property | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be $Groups
    }

    It 'makes a hash table by id' {
        ($jobs | Group-Object Id -AsHashTable)[100L].Status | Should -Be Failed
    }

    It 'adds up <Property>' -ForEach @(
        @{ Property = 'Total'; Sum = 20 + 8 + 8 }
        @{ Property = 'Failed'; Sum = 3 + 0 + 0 }
    ) {
        ($jobs[0].Steps[1], $jobs[3], $jobs[7].Steps[0] | ForEach-Object Hosts | Measure-Object $Property -Sum).Sum | Should -Be $Sum
    }

    It 'compares two looks at a job' {
        Compare-Object $jobs[0] (Get-BkJobInstanceStatus 100) -Property Id, Status | Should -BeNullOrEmpty
        (Compare-Object $jobs[0] $jobs[1] -Property Status).SideIndicator | Should -Be '=>', '<='
    }
}

Describe 'From cmdlet to cmdlet' {
    It '<Line> returns <Text>' -ForEach @(
        @{ Line = { 100, 103 | Get-BkJobInstanceStatus | Where-Object Status -EQ Failed | Get-BkJobStepIpStatus -Failed }
            Text = '10.0.0.7 NonZeroExitCode', '10.0.0.14 ScriptTimeout', '10.0.0.20 AgentAbnormal' }
        @{ Line = { (Get-BkJobInstanceStatus 100).Steps | Where-Object Status -EQ 4 | Get-BkJobStepIpStatus -Ip *.14 }
            Text = '10.0.0.14 ScriptTimeout' }
        @{ Line = { (Get-BkJobInstanceStatus 100).Steps[1] | Get-BkJobInstanceStatus | Select-Object Id }; Text = '@{Id=100}' }
        @{ Line = { [pscustomobject]@{ JobInstanceId = 103; BkBizId = 1 } | Wait-BkJobInstance | Select-Object Status }
            Text = '@{Status=Succeeded}' }
        @{ Line = { Get-BkJobInstanceStatus 103, 100 | Wait-BkJobInstance -Quiet }; Text = 'False' }
        @{ Line = { Get-BkJobInstanceStatus 103 -OutVariable seen | Out-Null; $seen.Id }; Text = '103' }
        @{ Line = { Get-BkJobInstanceStatus 100 -PipelineVariable job | Get-BkJobStepIpStatus -Failed | ForEach-Object { $job.Name } }
            Text = @('Deploy web-portal 2.14.0 发布门户') * 3 }
    ) {
        & $Line | ForEach-Object { "$_" } | Should -Be $Text
    }
}
