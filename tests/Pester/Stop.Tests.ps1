# Ctrl+C, which is what Stop is to a pipeline, ends a cmdlet wherever it stands.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator '--manual-clock'
    Connect-Simulator $simulator

    function Get-RequestCount { @(Send-Simulator $simulator Get requests).Count }
}
AfterAll { Stop-Simulator $simulator }

Describe 'Stop' {
    BeforeEach {
        Send-Simulator $simulator Delete requests
        Send-Simulator $simulator Delete faults
    }

    It 'ends within 250 ms, <Where>: <Line>' -ForEach @(
        @{ Where = 'in a pause'; Line = 'Wait-BkJobInstance 102 -PollInterval 60' }
        @{ Where = 'in a pause'; Line = '101, 102, 107 | Wait-BkJobInstance -PollInterval 60 -Quiet' }
        @{ Where = 'the server silent'; Line = 'Wait-BkJobInstance 102'; Delay = 60 }
        @{ Where = 'the server silent'; Line = 'Get-BkJobInstanceStatus 100'; Delay = 60 }
        @{ Where = 'the server silent'; Line = '100..130 | Get-BkJobStepIpStatus -Failed'; Delay = 60 }
    ) {
        if ($Delay) {
            Send-Simulator $simulator Post faults @{ delay = $Delay; times = $null }
        }
        $shell = New-Shell $simulator $Line
        $running = $shell.BeginInvoke()

        # A bar that says so is drawn when the first answer has been read.
        Wait-Until { $Delay ? (Get-RequestCount) -gt 0 : $shell.Streams.Progress.StatusDescription -match '^Running' }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessOrEqual 250
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $running.IsCompleted | Should -BeTrue
        $shell.Dispose()
    }

    It 'ends a job of the session' {
        $module, $context = (Get-TestedModule), (Get-BkJobContext)
        $job = Start-ThreadJob { Import-Module $using:module; Wait-BkJobInstance 102 -PollInterval 60 -Context $using:context }
        Wait-Until { (Get-RequestCount) -gt 0 }
        Stop-Job $job
        Wait-Until { $job.State -eq 'Stopped' }
        $job.Error | Should -BeNullOrEmpty
        Remove-Job $job
    }
}
