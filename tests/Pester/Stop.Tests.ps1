# Ctrl+C in a terminal and Stop-Job. How quickly a cmdlet stops at each point is tested in StopTests.

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

    # A terminal turns Ctrl+C into this signal. Windows has no such signal.
    if (-not $IsWindows) {
        It 'ends the process after SIGINT: <Line>' -ForEach @(
            @{ Line = 'Wait-BkJobInstance 102 -PollInterval 600'; Delay = 0 }
            @{ Line = 'Get-BkJobInstanceStatus 100 -ErrorAction Stop'; Delay = 600 }
        ) {
            if ($Delay) {
                Send-Simulator $simulator Post faults @{ delay = $Delay; times = $null }
            }
            $script = "Import-Module `$env:BKJOB_MODULE
                `$null = Start-ThreadJob {
                    while (-not (Invoke-RestMethod `$env:BKJOB_SERVER/_sim/requests)) { Start-Sleep -Milliseconds 50 }
                    kill -INT `$using:PID
                }
                try { $Line; 'not interrupted' } finally { Set-Content '$TestDrive/finally.txt' 'has run' }"
            $run = Invoke-Pwsh '-NonInteractive', '-Command', $script -Simulator $simulator
            $run.Output + $run.Error | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 1
            "$TestDrive/finally.txt" | Should -FileContentMatch 'has run'
            Remove-Item "$TestDrive/finally.txt"
        }
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
