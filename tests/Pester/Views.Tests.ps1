# What is printed, by the Format-* cmdlets and without them. T stands for a time, R for a request id.

BeforeDiscovery {
    # Every type that comes out, with all ways to show it.
    $shown = @(
        @{ Type = 'JobInstance'; Things = { 100..119 | Get-BkJobInstanceStatus }; Ways = 'Table', 'List', 'Wide', 'Custom' }
        @{ Type = 'StepInstance'; Things = { (117..119 | Get-BkJobInstanceStatus).Steps }; Ways = 'Table', 'List', 'Wide' }
        @{ Type = 'StepBlock'; Things = { (Get-BkJobInstanceStatus 118).Blocks }; Ways = 'Table', 'List' }
        @{ Type = 'StepOperation'; Things = { (Get-BkJobInstanceStatus 118).Steps.Operations }; Ways = 'Table', 'List' }
        @{ Type = 'StepIpStatus'; Things = { 109, 116, 119 | Get-BkJobStepIpStatus }; Ways = 'Table', 'List', 'Wide' }
        @{ Type = 'HostSummary'; Things = { (100..119 | Get-BkJobInstanceStatus).Hosts }; Ways = 'Table', 'List' }
        @{ Type = 'BkJobContext'; Things = { Get-BkJobContext }; Ways = 'Table', 'List' }
    )
    $every = foreach ($case in $shown) {
        foreach ($way in $case.Ways) {
            foreach ($width in 80, 120) {
                @{ Type = $case.Type; Things = $case.Things; Way = $way; Width = $width }
            }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    $simulator = Start-Simulator
    Connect-Simulator $simulator
    $job = Get-BkJobInstanceStatus 100
}
AfterAll { Stop-Simulator $simulator }

Describe 'Every view' {
    It 'of <Type> by Format-<Way> fits <Width> columns and shows each' -ForEach $every {
        $things = @(& $Things)
        $format = Get-Command "Format-$Way"
        $screen = Get-Screen { $things | & $format } -Width $Width
        $lines = $screen -split "`n"
        $lines | Measure-Cell | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual $Width
        $lines.Count | Should -BeGreaterThan ($Way -eq 'Wide' ? $things.Count / 2 - 1 : $things.Count)

        # What people typed into names does nothing to the screen.
        $screen | Should -Not -Match "[\e\r]"
        $screen | Should -Not -Match 'System\.|BkJob\.'
    }

    It 'shows the longest status in full on 80 columns' {
        Get-Screen { Get-BkJobInstanceStatus 113 } -Width 80 | Should -Match '113 ■ ConfirmTerminated '
    }

    It 'is coloured where that is wanted: <Name>' -ForEach @(
        @{ Name = 'a terminal'; Colour = $true; NoColour = $null; Expected = "`e[31m✗ Failed`e[0m" }
        @{ Name = 'NO_COLOR'; Colour = $true; NoColour = '1'; Expected = '✗ Failed' }
        @{ Name = 'plain text'; Colour = $false; NoColour = $null; Expected = '✗ Failed' }
    ) {
        $before = $env:NO_COLOR
        $env:NO_COLOR = $NoColour
        try {
            foreach ($format in 'Format-Table', 'Format-List', 'Format-Custom') {
                $screen = Get-Screen { $job | & $format } -Colour:$Colour
                $screen.Contains($Expected) | Should -BeTrue
                $screen.Contains("`e[31m") | Should -Be $Expected.Contains("`e[31m")
            }
        }
        finally {
            $env:NO_COLOR = $before
        }
    }

    It 'has no colour in a process that was started with NO_COLOR' {
        $line = 'Import-Module $env:BKJOB_MODULE; Get-BkJobInstanceStatus 100; $PSStyle.OutputRendering = "Ansi"; Get-BkJobInstanceStatus 100'
        $run = Invoke-Pwsh '-NonInteractive', '-Command', $line -Simulator $simulator -With @{ NO_COLOR = '1' } -Raw
        [regex]::Count($run.Output, '✗ Failed') | Should -Be 2
        $run.Output | Should -Not -Match "\e\[31m"
    }
}

Describe 'Hosts of v4' {
    BeforeAll { Connect-Simulator $simulator @{ Api = 'GatewayV4'; ApplicationState = $true } }

    It 'have more properties in a list and in a separate view' {
        $failed = Get-BkJobStepIpStatus 141 -Failed
        Get-Screen { $failed[0] | Format-List } -Width 80 | Should -Match '(?s)ContainerName +: app-5.*ExitCode +: 1\n.*Tag +: api\n'
        $screen = Get-Screen { $failed | Format-Table -View Detail } -Width 120
        $screen | Should -Match '✗ NonZeroExitCode .*app-5'
    }

    It 'are not requested by default' {
        Get-Screen { Get-BkJobInstanceStatus 100 | Format-List } | Should -Match 'Hosts +: not requested \(-IncludeHosts\)'
        Get-Screen { Get-BkJobInstanceStatus 100 -IncludeHosts | Format-List } | Should -Match 'Hosts +: 40: 37 succeeded, 3 failed'
    }
}
