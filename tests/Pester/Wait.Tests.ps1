# Wait-BkJobInstance in runbooks: what they print, what they end with.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator '--manual-clock'
    Connect-Simulator $simulator
}
AfterAll { Stop-Simulator $simulator }

Describe 'A runbook started by pwsh -File' {
    It 'ends with <Code>: <Runbook>' -ForEach @(
        @{ Code = 0; Runbook = 'if (Wait-BkJobInstance 103 -Quiet) { "all well" } else { exit 3 }'; Output = 'all well'; Said = '' }
        @{ Code = 3; Runbook = 'if (Wait-BkJobInstance 103, 100 -Quiet) { "all well" } else { exit 3 }'; Output = ''; Said = '' }
        @{ Code = 1; Runbook = '$ErrorActionPreference = "Stop"; Wait-BkJobInstance 100 -ErrorOnFailure; "gone on"'
            Output = '*100 ✗ Failed*'; Said = '*did not succeed: Failed, 37/40 hosts succeeded*' }
        @{ Code = 1; Runbook = '$null = Wait-BkJobInstance 102 -Timeout 0.3 -ErrorAction Stop; "gone on"'; Output = ''
            Said = '*Job instance 102 (business 1) did not finish within 0.3 s*' }
        @{ Code = 0; Runbook = '$null = Wait-BkJobInstance 102 -Timeout 3 -ErrorAction Ignore'
            Output = '??:??:?? 102 Upgrade agents *: step 2/3 *, hosts 12/16'; Said = '' }
    ) {
        $file = Join-Path $TestDrive 'runbook.ps1'
        Set-Content $file "Import-Module `$env:BKJOB_MODULE`n$Runbook"
        $run = Invoke-Pwsh '-NonInteractive', '-File', $file -Simulator $simulator
        $run.Output.Trim() | Should -BeLike $Output
        $run.Error -replace '\s*\n\s*\|?\s*', ' ' | Should -BeLike $Said
        $run.ExitCode | Should -Be $Code
    }
}

Describe 'Jobs that live' {
    It 'come out as they end, while others go on' {
        $ids = 701, 702, 703
        foreach ($id in $ids) {
            Send-Simulator $simulator Post jobs @{ id = $id; name = "Job $id"; steps = @(@{ hosts = 2; seconds = ($id - 700) * 100 }) }
        }
        $module, $context = (Get-TestedModule), (Get-BkJobContext)
        $waiting = Start-ThreadJob {
            Import-Module $using:module
            $using:ids | Wait-BkJobInstance -Context $using:context -PollInterval 0.2
        }

        foreach ($ended in 1..3) {
            Send-Simulator $simulator Post clock/advance @{ seconds = 100 }
            Wait-Until { $waiting.Output.Count -eq $ended }
            $waiting.Output[-1].Id | Should -Be (700 + $ended)
        }
        (Receive-Job $waiting -Wait -AutoRemoveJob).Status | Should -Be Succeeded, Succeeded, Succeeded
    }
}

Describe 'Progress' {
    It 'is drawn unless it is not wanted: <Line>' -ForEach @(
        @{ Line = 'Wait-BkJobInstance 103'; IsDrawn = $true }
        @{ Line = '$ProgressPreference = "SilentlyContinue"; Wait-BkJobInstance 103'; IsDrawn = $false }
        @{ Line = '$ProgressPreference = "Ignore"; Wait-BkJobInstance 103'; IsDrawn = $false }
        @{ Line = 'Wait-BkJobInstance 103 -ProgressAction Ignore'; IsDrawn = $false }
        @{ Line = 'Wait-BkJobInstance 103 -ProgressAction SilentlyContinue'; IsDrawn = $false }
    ) {
        $shell = New-Shell $simulator $Line
        $shell.Invoke().Id | Should -Be 103
        $shell.Streams.Progress.Count -gt 0 | Should -Be $IsDrawn
        $shell.Dispose()
    }
}
