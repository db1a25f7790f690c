# Get-Help, in both languages. Windows takes the language from its settings, not from LANG.

BeforeDiscovery {
    $cmdlets = 'Connect-BkJob', 'Disconnect-BkJob', 'Get-BkJobContext', 'Get-BkJobInstanceStatus', 'Get-BkJobStepIpStatus',
        'Wait-BkJobInstance' | ForEach-Object { @{ Cmdlet = $_ } }
    $topics = 'about_BkJob', 'about_BkJob_Connections', 'about_BkJob_Objects', 'about_BkJob_Waiting' | ForEach-Object { @{ Topic = $_ } }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    Import-Module (Get-TestedModule)
    $common = [Management.Automation.Cmdlet]::CommonParameters
}

Describe 'Get-Help <Cmdlet>' -ForEach $cmdlets {
    BeforeAll { $help = Get-Help $Cmdlet -Full }

    It 'says what it is for' {
        $help.Synopsis.Trim() | Should -Not -BeLike "$Cmdlet*"
        $help.Synopsis | Should -Match '\.\s*$'
        $help.description.Text | Should -Not -BeNullOrEmpty
    }

    It '-Parameter * tells of every parameter' {
        $told = Get-Help $Cmdlet -Parameter *
        $real = (Get-Command $Cmdlet).Parameters.Keys | Where-Object { $_ -notin $common }
        $told.name | Sort-Object | Should -Be ($real | Sort-Object)
        $told | Where-Object { -not "$($_.description.Text)".Trim() } | ForEach-Object name | Should -BeNullOrEmpty
    }

    It '-Examples shows five or more, with what to type' {
        $examples = $help.examples.example
        $examples.Count | Should -BeGreaterOrEqual 5
        $examples | Where-Object { $_.code -notmatch '\S' } | Should -BeNullOrEmpty
    }

    It '-Full prints it all within 80 columns' {
        $lines = (Get-Screen { Get-Help $Cmdlet -Full } -Width 80) -split "`n"
        $lines | Measure-Cell | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
        foreach ($heading in 'NAME', 'SYNOPSIS', 'SYNTAX', 'DESCRIPTION', 'PARAMETERS', 'INPUTS', 'OUTPUTS') {
            $lines | Should -Contain $heading
        }
    }
}

Describe 'Get-Help <Topic>' -ForEach $topics {
    It 'is a text to read' {
        $text = Get-Help $Topic | Out-String
        $text | Should -Match $Topic
        $text.Length | Should -BeGreaterThan 1000
    }
}

# Windows takes the language from its settings, not from the environment.
if (-not $IsWindows) {
    Describe 'Get-Help in Chinese' {
        BeforeAll {
            $script = 'Import-Module $env:BKJOB_MODULE
                $cmdlets = Get-Command -Module BkJob | ForEach-Object {
                    $help = Get-Help $_.Name -Full
                    @{ Name = $_.Name; Words = $help.Synopsis, "$($help.description.Text)"; Parameters = $help.parameters.parameter.Count }
                }
                $topics = Get-Help about_BkJob* | ForEach-Object { @{ Name = $_.Name; Words = @(Get-Help $_.Name | Out-String) } }
                ConvertTo-Json @($cmdlets; $topics) -Depth 5 -Compress'
            $run = Invoke-Pwsh '-NonInteractive', '-Command', $script -With @{ LC_ALL = 'zh_CN.UTF-8' }
            $read = $run.Output | ConvertFrom-Json
        }

        It 'is there for <Cmdlet>' -ForEach $cmdlets {
            $help = $read | Where-Object Name -EQ $Cmdlet
            $help.Words | Should -HaveCount 2
            $help.Words -notmatch '[\u4e00-\u9fff]' | Should -BeNullOrEmpty
            $help.Parameters | Should -Be @((Get-Command $Cmdlet).Parameters.Keys | Where-Object { $_ -notin $common }).Count
        }

        It 'is there for <Topic>' -ForEach $topics {
            ($read | Where-Object Name -EQ $Topic).Words | Should -Match '[\u4e00-\u9fff]'
        }
    }
}
