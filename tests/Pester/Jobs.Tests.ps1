# Work beside the session: other threads share a context, other processes connect for themselves.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
    Connect-Simulator $simulator
    $context = Get-BkJobContext
    $module = Get-TestedModule
}
AfterAll { Stop-Simulator $simulator }

Describe 'Another thread takes the context of this one' {
    It 'in ForEach-Object -Parallel' {
        $read = 100..115 | ForEach-Object -Parallel {
            Import-Module $using:module
            Get-BkJobInstanceStatus $_ -Context $using:context
        } -ThrottleLimit 4
        $read | Sort-Object Id | ForEach-Object { [int]$_.Status } | Should -Be (4, 1, 2, 3 + 4..15)
        $read | ForEach-Object { $_.GetType().FullName } | Select-Object -Unique | Should -Be 'BkJob.JobInstance'
    }

    It 'in Start-ThreadJob' {
        $job = Start-ThreadJob {
            Import-Module $using:module
            Get-BkJobInstanceStatus 100 -Context $using:context
        }
        $read = Receive-Job $job -Wait -AutoRemoveJob
        $read | Should -BeOfType [BkJob.JobInstance]
        $read.Status | Should -Be Failed
    }

    It 'and has none of its own' {
        $said = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            try { Get-BkJobInstanceStatus 100 } catch { $_.FullyQualifiedErrorId }
            @(Get-BkJobContext).Count
        }
        $said | Should -Be 'BkJobNotConnected,BkJob.Commands.GetBkJobInstanceStatusCommand', 0
    }
}

Describe 'Another process' {
    BeforeAll {
        $server, $secret = $simulator.Address, (Get-Secret)
        $job = Start-Job {
            [cultureinfo]::CurrentUICulture = 'en-US'
            Import-Module $using:module
            try { Get-BkJobInstanceStatus 100 -BizId 1 -Context $using:context } catch { $_ }
            Connect-BkJob $using:server -AppCode ops -AppSecret $using:secret -UserName admin -BizId 1
            Get-BkJobInstanceStatus 100, 107, 99999 -ErrorAction SilentlyContinue -ErrorVariable missing
            $missing
        }
        $rejection, $failed, $waits, $missing = Receive-Job $job -Wait -AutoRemoveJob
    }

    It 'gets an error for a deserialized context' {
        $rejection.FullyQualifiedErrorId | Should -BeLike 'BkJobNotConnected,*'
        "$rejection" | Should -BeLike '*no longer holds credentials*'
    }

    It 'sends objects back that are shown and filtered like others' {
        $failed.PSObject.TypeNames[0] | Should -Be 'Deserialized.BkJob.JobInstance'
        $failed, $waits | Where-Object Status -EQ 4 | ForEach-Object Id | Should -Be 100
        $failed, $waits | Where-Object Status -EQ WaitingForUser | ForEach-Object Id | Should -Be 107
        Get-Screen { $failed } | Should -Match '100 ✗ Failed +Deploy.* 37/40'
    }

    It 'sends errors back with their ids' {
        $missing.FullyQualifiedErrorId | Should -BeLike 'BkJobInstanceNotFound,*'
        $missing.TargetObject | Should -Be 99999
    }
}
