# What goes wrong, as a person at a prompt and the author of a runbook see it.

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
    Connect-Simulator $simulator
}
AfterAll { Stop-Simulator $simulator }

Describe 'try and catch' {
    It '<Line> ends in <Id>' -ForEach @(
        @{ Line = { Get-BkJobInstanceStatus 99999 -ErrorAction Stop }; Id = 'BkJobInstanceNotFound,BkJob.Commands.GetBkJobInstanceStatusCommand'
            Category = 'ObjectNotFound'; Target = 99999 }
        @{ Line = { Get-BkJobStepIpStatus 100 -StepInstanceId 5 -ErrorAction Stop }
            Id = 'BkJobInstanceNotFound,BkJob.Commands.GetBkJobStepIpStatusCommand'; Category = 'ObjectNotFound'; Target = 5 }
        @{ Line = { Get-BkJobInstanceStatus 100 -Context nobody }; Id = 'BkJobNotConnected,BkJob.Commands.GetBkJobInstanceStatusCommand'
            Category = 'ConnectionError'; Target = $null }
        @{ Line = { Get-BkJobInstanceStatus 100 -ScopeType biz_set }
            Id = 'BkJobInvalidArgument,BkJob.Commands.GetBkJobInstanceStatusCommand'; Category = 'InvalidArgument'; Target = 'biz_set' }
        @{ Line = { Wait-BkJobInstance 102 -Timeout 0 -ErrorAction Stop }; Id = 'BkJobWaitTimeout,BkJob.Commands.WaitBkJobInstanceCommand'
            Category = 'OperationTimeout'; Target = 102 }
        @{ Line = { Wait-BkJobInstance 100 -ErrorOnFailure -ErrorAction Stop }
            Id = 'BkJobInstanceFailed,BkJob.Commands.WaitBkJobInstanceCommand'; Category = 'InvalidResult'; Target = 100 }
        @{ Line = { Connect-BkJob https://127.0.0.1:1 -AppCode ops -SecretName mine -UserName admin }
            Id = 'BkJobInvalidArgument,BkJob.Commands.ConnectBkJobCommand'; Category = 'InvalidArgument'; Target = 'mine' }
        @{ Line = { Get-BkJobContext nobody -ErrorAction Stop }; Id = 'BkJobNotConnected,BkJob.Commands.GetBkJobContextCommand'
            Category = 'ConnectionError'; Target = $null }
    ) {
        $caught = try { & $Line | Out-Null } catch { $_ }
        $caught | Should -BeOfType [Management.Automation.ErrorRecord]
        $caught.FullyQualifiedErrorId | Should -Be $Id
        $caught.CategoryInfo.Category | Should -Be $Category
        $caught.TargetObject -is [BkJob.JobInstance] ? $caught.TargetObject.Id : $caught.TargetObject | Should -Be $Target
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'continues with the others by default' {
        $read = 100, 99999, 103, 99998 | Get-BkJobInstanceStatus -ErrorAction SilentlyContinue -ErrorVariable missing
        $read.Id | Should -Be 100, 103
        $missing.TargetObject | Should -Be 99999, 99998
    }

    It 'is distinguished by the type of the exception too' {
        try { Get-BkJobInstanceStatus 99999 -ErrorAction Stop } catch [BkJob.BkJobException] { $caught = $_.Exception }
        $caught.Kind | Should -Be InstanceNotFound
        $caught.Code | Should -Be 1244006
    }

    It 'leaves $? at <Expected> after <Line>' -ForEach @(
        @{ Line = { Get-BkJobInstanceStatus 100 }; Expected = $true }
        @{ Line = { Get-BkJobInstanceStatus 99999 }; Expected = $false }
        @{ Line = { Wait-BkJobInstance 100 }; Expected = $true }
        @{ Line = { Wait-BkJobInstance 100 -ErrorOnFailure }; Expected = $false }
    ) {
        . ([scriptblock]::Create("$Line 2>&1 | Out-Null; `$isWell = `$?"))
        $isWell | Should -Be $Expected
    }
}

Describe 'What an error prints' {
    It 'in ConciseView: <Line>' -ForEach @(
        @{ Line = { Get-BkJobInstanceStatus 99999 }; Words = 'Job instance 99999 (business 1): The job instance was not found'
            Advice = 'Check the ID and the business' }
        @{ Line = { Wait-BkJobInstance 102 -Timeout 0 }; Words = 'has not finished: it is Running'; Advice = 'a longer -Timeout' }
        @{ Line = { Wait-BkJobInstance 100 -ErrorOnFailure }; Words = 'did not succeed: Failed, 37/40 hosts succeeded'
            Advice = 'Get-BkJobStepIpStatus -Id 100 -BizId 1 -Failed' }
        @{ Line = { Get-BkJobStepIpStatus 100 -StepInstanceId 5 }; Words = 'has a step instance 5'; Advice = '(Get-BkJobInstanceStatus' }
    ) {
        $ErrorView = 'ConciseView'
        $screen = Get-Screen { & $Line 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } }

        # The message is broken over lines, with bars between.
        $text = $screen -replace '\s*\n\s*\|?\s*', ' '
        $text | Should -BeLike "*$Words*"
        $text.Contains($Advice) | Should -BeTrue
        if ($PSVersionTable.PSVersion -ge '7.5') {
            # Earlier versions have no label for it: there, the advice is part of the message.
            $text | Should -Match ('Recommendation: .*' + [regex]::Escape($Advice))
        }
        $text | Should -Not -Match 'System\.|   at |Exception'
    }
}
