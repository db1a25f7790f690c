# Get-Help in a process of its own. What the pages contain is tested in tests/BkJob.Module.Tests/Help.

BeforeDiscovery {
    $cmdlets = 'Connect-BkJob', 'Disconnect-BkJob', 'Get-BkJobContext', 'Get-BkJobInstanceStatus', 'Get-BkJobStepIpStatus',
        'Restart-BkJobStep', 'Start-BkJobPlan', 'Start-BkJobScript', 'Stop-BkJobInstance', 'Wait-BkJobInstance' | ForEach-Object { @{ Cmdlet = $_ } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    Import-Module (Get-TestedModule)
}

Describe 'Get-Help <Cmdlet>' -ForEach $cmdlets {
    It '-Full keeps to 80 columns' {
        $lines = (Get-Screen { Get-Help $Cmdlet -Full } -Width 80) -split "`n"
        $lines | Measure-Cell | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
        foreach ($heading in 'NAME', 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS') {
            $lines | Should -Contain $heading
        }
    }
}

# Windows takes the language from its settings, not from the environment.
if (-not $IsWindows) {
    Describe 'LC_ALL=zh_CN.UTF-8' {
        BeforeAll {
            $script = 'Import-Module $env:BKJOB_MODULE
                Get-Command -Module BkJob | ForEach-Object { Get-Help $_.Name | ForEach-Object Synopsis }
                Get-Help about_BkJob* | ForEach-Object { Get-Help $_.Name | Out-String | ForEach-Object { $_ -replace "\s" } }'
            $run = Invoke-Pwsh '-NonInteractive', '-Command', $script -With @{ LC_ALL = 'zh_CN.UTF-8' }
            $texts = $run.Output -split '\r?\n' -match '\S'
        }

        It 'selects Chinese help for each cmdlet and topic' {
            $topics = Get-ChildItem "$PSScriptRoot/../../docs/zh-CN/about_*.md"
            $texts | Should -HaveCount ((Get-Command -Module BkJob).Count + $topics.Count)
            $texts -notmatch '[\u4e00-\u9fff]' | Should -BeNullOrEmpty
        }
    }
}
