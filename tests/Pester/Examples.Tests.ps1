# Every example of the help and the READMEs, run against the simulator, prints what its page shows.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Examples.psm1"
    $pages = Get-ExamplePage | ForEach-Object { @{ Page = [IO.Path]::GetRelativePath("$PSScriptRoot/../..", $_); Examples = @(Get-Example $_) } } |
        Where-Object { $_.Examples }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support.psm1"
    Import-Module "$PSScriptRoot/Examples.psm1"
    $stage = Start-ExampleStage
}
AfterAll { Stop-ExampleStage $stage }

Describe '<Page>' -ForEach $pages {
    It '<_.Number> <_.Title>' -ForEach $Examples {
        $run = Invoke-Example $stage $_
        if ($null -eq $_.Shown) {
            $run.Errors | Should -Be (Get-ExpectedError $_) -Because 'the page shows no error'
        }
        # The topics show commands alone. On the other pages, no output means that nothing is printed.
        if ($null -ne $_.Shown -or $_.Page -notlike 'about_*') {
            ConvertTo-ComparableText $run.Printed | Should -BeExactly (ConvertTo-ComparableText $_.Shown)
        }
    }
}

Describe 'A page' {
    BeforeAll {
        function Set-Page([string] $Text) {
            Set-Content $TestDrive/page.md "# page`n`n## Title`n`n$Text`n" -NoNewline
            "$TestDrive/page.md"
        }
    }

    It '<Name> is read as <Count> examples' -ForEach @(
        @{ Name = 'of a command with output'; Text = "``````powershell`n1 + 1`n```````n`n``````output`n2`n``````"; Count = 1; Shown = '2' }
        @{ Name = 'of commands without output'; Text = "``````powershell`n`$a = 1`n```````n`n``````powershell`n`$a`n``````"; Count = 2; Shown = $null }
        @{ Name = 'of a fenced transcript'; Text = "``````powershell`nPS> 1 + 1`n2`nPS> 3`n3`n``````"; Count = 1; Shown = "PS> 1 + 1`n2`nPS> 3`n3" }
        @{ Name = 'of an indented transcript'; Text = "    PS> if (`$true) {`n    >> 2 }`n`n    2"; Count = 1; Shown = "PS> if (`$true) {`n>> 2 }`n`n2" }
        @{ Name = 'of the Demo'; Text = "    dotnet run --project src/BkJob.Demo -- '1 + 1'`n`n<!-- -->`n`n    2"; Count = 1; Shown = '2' }
        @{ Name = 'of a script'; Text = "    `$a = 1`n    `$a + 1`n`nprints`n`n    2"; Count = 1; Shown = '2' }
        @{ Name = 'of other programs'; Text = "    dotnet test`n`n``````yaml`na: b`n``````"; Count = 0; Shown = $null }
    ) {
        $examples = @(Get-Example (Set-Page $Text))
        $examples | Should -HaveCount $Count
        foreach ($example in $examples) {
            $example.Shown | Should -BeExactly $Shown
            if ($Shown) {
                ConvertTo-ComparableText (Invoke-Example $stage $example).Printed | Should -BeExactly (ConvertTo-ComparableText $Shown)
            }
        }
    }

    It 'that is stale is found and rewritten' {
        $page = Set-Page "    PS> (Get-BkJobInstanceStatus 103).Name; 2`n    Old name`n`ntext`n`n``````powershell`n3`n```````n`n``````output`n4`n``````"
        foreach ($example in Get-Example $page) {
            ConvertTo-ComparableText (Invoke-Example $stage $example).Printed | Should -Not -Be (ConvertTo-ComparableText $example.Shown)
        }

        Update-Example $page
        Get-Content $page -Raw | Should -BeExactly ("# page`n`n## Title`n`n    PS> (Get-BkJobInstanceStatus 103).Name; 2`n    " +
            "Collect kernel versions 采集内核版本`n    2`n`ntext`n`n``````powershell`n3`n```````n`n``````output`n3`n```````n")
    }

    It 'may differ in <Name>' -ForEach @(
        @{ Name = 'request ids'; Page = 'request ID 69b34894e1b645f798d7e8faffbe8e5f)'; Now = 'request ID 04dae12036d14e1aa808c4abc6757ab8)'; IsSame = $true }
        @{ Name = 'the time of day'; Page = '37/40 23:33  0:01:34'; Now = '37/40 07:21  0:01:34'; IsSame = $true }
        @{ Name = 'the day'; Page = '37/40 11-24  0:01:34'; Now = '37/40 07:21  0:01:34'; IsSame = $true }
        @{ Name = 'the duration of a request'; Page = 'HTTP 200 after 7 ms, id'; Now = 'HTTP 200 after 1.2 s, id'; IsSame = $true }
        @{ Name = 'blank lines'; Page = "a`n`nb"; Now = "a`nb  `n"; IsSame = $true }
        @{ Name = 'nothing else, as the duration of a job'; Page = '37/40 23:33  0:01:34'; Now = '37/40 23:33  0:01:35'; IsSame = $false }
        @{ Name = 'nothing else, as columns'; Page = '37/40  Name'; Now = '37/40 Name'; IsSame = $false }
    ) {
        (ConvertTo-ComparableText $Page) -ceq (ConvertTo-ComparableText $Now) | Should -Be $IsSame
    }
}
