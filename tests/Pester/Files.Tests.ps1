# Ids that come out of a file, and job instances that go into one.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
    Connect-Simulator $simulator
    $job = Get-BkJobInstanceStatus 100
}
AfterAll { Stop-Simulator $simulator }

Describe 'Import-Csv' {
    It 'reads <Name>' -ForEach @(
        @{ Name = 'the names of the API'; Csv = 'bk_biz_id,job_instance_id', '1,100', '1,103'; Ids = 100, 103 }
        @{ Name = 'the names of the parameters'; Csv = 'BizId,JobInstanceId', '1,100', '1,103'; Ids = 100, 103 }
        @{ Name = 'an id alone'; Csv = 'Id', '100'; Ids = 100 }
        @{ Name = 'blank cells'; Csv = 'bk_biz_id,job_instance_id,ScopeType,ScopeId', ',100,,', '" ",103, ,'; Ids = 100, 103 }
        @{ Name = 'a scope'; Csv = 'bk_scope_type,bk_scope_id,job_instance_id', 'biz_set,9000001,9127'; Ids = 9127 }
        @{ Name = 'columns of other people'; Csv = 'owner,job_instance_id,Status,Name', 'me,103,5,x'; Ids = 103 }
        @{ Name = 'large ids'; Csv = 'job_instance_id', '20000481177', '9007199254740993'; Ids = 20000481177, 9007199254740993 }
    ) {
        Set-Content $TestDrive/ids.csv $Csv
        (Import-Csv $TestDrive/ids.csv | Get-BkJobInstanceStatus).Id | Should -Be $Ids
        (Import-Csv $TestDrive/ids.csv | Wait-BkJobInstance).Id | Sort-Object | Should -Be $Ids
    }

    It 'continues after an invalid row: <Row>' -ForEach @(
        @{ Row = '1,none' }
        @{ Row = '1,0' }
        @{ Row = 'x,100' }
        @{ Row = '1,' }
        @{ Row = '1,1.02E+02' }
    ) {
        Set-Content $TestDrive/ids.csv 'bk_biz_id,job_instance_id', $Row, '1,103'
        $read = Import-Csv $TestDrive/ids.csv | Get-BkJobInstanceStatus -ErrorAction SilentlyContinue -ErrorVariable refused
        $read.Id | Should -Be 103
        $refused | Should -HaveCount 1
    }
}

Describe 'Export-Csv' {
    It 'writes a job in cells that can be read' {
        $job | Export-Csv $TestDrive/jobs.csv
        $row = Import-Csv $TestDrive/jobs.csv
        $row.Id, $row.Name, $row.Status, $row.Hosts, $row.TotalTime |
            Should -Be '100', 'Deploy web-portal 2.14.0 发布门户', 'Failed', '37/40', '00:01:34'
        $row.Steps | Should -BeLike '10001 Push release package 分发发布包 (Succeeded)*10003 Smoke test 冒烟测试 (NotStarted)*'
        $row.PSObject.Properties.Value | Should -Not -Match '^(System|BkJob)\.'
    }

    It 'writes hosts in cells that can be read' {
        $job | Get-BkJobStepIpStatus -Failed | Export-Csv $TestDrive/hosts.csv
        Import-Csv $TestDrive/hosts.csv | ForEach-Object { "$($_.Ip) $($_.Status) $($_.StepName)" } |
            Should -Be '10.0.0.7 NonZeroExitCode Restart web tier 重启服务', '10.0.0.14 ScriptTimeout Restart web tier 重启服务',
                '10.0.0.20 AgentAbnormal Restart web tier 重启服务'
        (Import-Csv $TestDrive/hosts.csv)[0].PSObject.Properties.Value | Should -Not -Match '^(System|BkJob)\.'
    }

    It 'writes rows that can be piped again' {
        $job, (Get-BkJobInstanceStatus 103) | Export-Csv $TestDrive/jobs.csv
        (Import-Csv $TestDrive/jobs.csv | Get-BkJobInstanceStatus).Id | Should -Be 100, 103
    }
}

Describe 'ConvertTo-Json' {
    It 'writes names and numbers that other programs read' {
        $read = $job | ConvertTo-Json -Depth 10 -WarningVariable cut -WarningAction SilentlyContinue | ConvertFrom-Json
        $cut | Should -BeNullOrEmpty
        $read.Id, $read.Status, $read.Name, $read.Hosts.Failed | Should -Be 100, 4, 'Deploy web-portal 2.14.0 发布门户', 3
        $read.Steps.Count, $read.Steps[1].IpStatuses.Count | Should -Be 3, 20
        $read.Steps[1].IpStatuses[6].Ip | Should -Be 10.0.0.7
        $read.StartTime.ToUniversalTime() | Should -Be $job.StartTime.UtcDateTime
    }

    It 'writes names of statuses on request' {
        ($job | ConvertTo-Json -Depth 10 -EnumsAsStrings -Compress | ConvertFrom-Json).Status | Should -Be Failed
    }
}

Describe 'Export-Clixml and back' {
    BeforeAll {
        100..116 | Get-BkJobInstanceStatus | Export-Clixml $TestDrive/jobs.xml
        $saved = Import-Clixml $TestDrive/jobs.xml
    }

    It '<Line> selects <Ids>' -ForEach @(
        @{ Line = { $saved | Where-Object Status -EQ 4 }; Ids = 100, 104 }
        @{ Line = { $saved | Where-Object Status -EQ Failed }; Ids = 100, 104 }
        @{ Line = { $saved | Where-Object { $_.Status -eq 'Failed' } }; Ids = 100, 104 }
        @{ Line = { $saved | Where-Object Status -In 5, ErrorIgnored }; Ids = 105, 106 }
        @{ Line = { $saved | Where-Object Status -EQ 21 }; Ids = 116 }
        @{ Line = { $saved | Where-Object IsFinished -EQ $false }; Ids = 101, 102, 107, 110, 115, 116 }
        @{ Line = { $saved | Where-Object { $_.Hosts.Failed -gt 5 } }; Ids = 109 }
    ) {
        @(& $Line).Id | Should -Be $Ids
    }
}
