# A prompt hangs a runbook. What is missing is said in words, whether anybody could type or not.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    # No line changes the state of a job: one simulator is enough.
    $simulator = Start-Simulator '--manual-clock'
}
AfterAll { Stop-Simulator $simulator }

Describe 'A missing value never prompts' {
    It 'in <Name>' -ForEach @(
        @{ Name = 'pwsh -NonInteractive'; Switch = , '-NonInteractive' }
        @{ Name = 'a pwsh that would ask'; Switch = @() }
    ) {
        $script = 'Import-Module $env:BKJOB_MODULE
            $ErrorView = "NormalView"
            Connect-BkJob
            Connect-BkJob https://127.0.0.1:1
            Connect-BkJob https://127.0.0.1:1 -AppCode ops -UserName admin
            Get-BkJobInstanceStatus
            Wait-BkJobInstance
            Get-BkJobStepIpStatus
            Get-BkJobInstanceStatus 100
            "still here"'
        $run = Invoke-Pwsh ($Switch + '-Command', $script) -Typed "typed ahead`n"
        $run.Error | Should -BeLike '*Missing: the server (-Server or BKJOB_SERVER); the app code*'
        $run.Error | Should -BeLike '*Missing: the app code (-AppCode*'
        $run.Error | Should -BeLike '*Missing: the app secret (-AppSecret*'
        $run.Error | Should -BeLike '*Not connected to a server*'
        [regex]::Count($run.Error, 'No job instance ID was specified') | Should -BeGreaterOrEqual 3
        $run.Output.Trim() | Should -Be 'still here'
    }

    It 'a confirmation is an error where it cannot be displayed: <Line>' -ForEach @(
        @{ Line = 'Stop-BkJobInstance 102 -Confirm'; Output = '*still 2'; Said = '*' }
        @{ Line = 'Stop-BkJobInstance 102 -WhatIf'; Output = '*What if: Performing the operation "Stop job instance" on target "102 ''Upgrade agents*''*business 1 on 127.0.0.1*still 2'; Said = '' }
    ) {
        $script = "Import-Module `$env:BKJOB_MODULE; $Line; `"still `$([int](Get-BkJobInstanceStatus 102).Status)`""
        $run = Invoke-Pwsh '-NonInteractive', '-Command', $script -Simulator $simulator
        $run.Output.Trim() -replace '\s+', ' ' | Should -BeLike $Output
        $run.Error | Should -BeLike $Said
    }

    It 'cmdlets that replace a judgement send nothing where they cannot prompt' {
        $script = 'Import-Module $env:BKJOB_MODULE; Approve-BkJobStep 107; Deny-BkJobStep 107; Get-BkJobInstanceStatus 100 | Skip-BkJobStep
            $Error.FullyQualifiedErrorId; (100, 107 | Get-BkJobInstanceStatus).Status'
        $run = Invoke-Pwsh '-NonInteractive', '-Command', $script -Simulator $simulator
        $run.Output.Trim() -split '\s+' | Should -Be (@('Skip', 'Deny', 'Approve' | ForEach-Object { "BkJobInvalidArgument,BkJob.Commands.${_}BkJobStepCommand" }) + 'Failed', 'WaitingForUser')
        [regex]::Count($run.Error, [regex]::Escape('-Confirm:$false')) | Should -BeGreaterOrEqual 3
    }

    It 'a confirmation is an error where the input has ended' {
        # Nothing is typed, and the session is not -NonInteractive.
        $script = "Import-Module `$env:BKJOB_MODULE; 100, 104 | Skip-BkJobStep; Stop-BkJobInstance 102 -Confirm
            Start-BkJobPlan 1000450 -Variable @{ VERSION = '2.14.1' } -Confirm
            `$Error.FullyQualifiedErrorId -replace ',.*'; (100, 102 | Get-BkJobInstanceStatus).Status"
        $run = Invoke-Pwsh '-Command', $script -Simulator $simulator
        # The prompt remains on the line of what is written next.
        $run.Output.Trim() -split '\r?\n' -replace '^\(default is "Y"\):' | Select-Object -Last 6 | Should -Be (@('BkJobInvalidArgument') * 4 + 'Failed', 'Running')
        [regex]::Count($run.Error, [regex]::Escape('-Confirm:$false')) | Should -BeGreaterOrEqual 4
        $run.Error | Should -Not -BeLike '*Object reference*'
        Send-Simulator $simulator Get starts | Should -BeNullOrEmpty
    }

    It 'nor is -Debug, where the user cannot respond' {
        $script = 'Import-Module $env:BKJOB_MODULE; Wait-BkJobInstance 107 -Timeout 0 -Debug -ErrorAction Ignore 3>&1 5>&1; "still here"'
        $run = Invoke-Pwsh '-NonInteractive', '-Command', $script -Simulator $simulator
        $run.Error | Should -BeNullOrEmpty
        $run.Output | Should -BeLike '*get_job_instance_status*still here*'
    }

    It 'but for the password of -Credential, which -NonInteractive rejects' {
        $run = Invoke-Pwsh '-NonInteractive', '-Command', 'Import-Module $env:BKJOB_MODULE; Connect-BkJob https://127.0.0.1:1 -Credential ops'
        $run.Error -replace '\s+(\| )?', ' ' | Should -BeLike '*PowerShell is in NonInteractive mode*'
        $run.ExitCode | Should -Be 1
    }
}
