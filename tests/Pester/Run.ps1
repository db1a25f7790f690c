<#
.SYNOPSIS
Runs the Pester suite in this PowerShell and ends with 0 where all is well, with 1 where a test failed, and with 77 where the suite can't
be run here. The last line says what came of it.
.PARAMETER Name
Which files, by the beginning of their names: Run.ps1 -Name Views.
#>
[CmdletBinding()]
param([string] $Name = '')

function Exit-Skipped([string] $Reason) {
    "Skipped: $Reason"
    exit 77
}

if ($PSVersionTable.PSVersion -lt [version] '7.4') {
    Exit-Skipped "the module needs PowerShell 7.4, and this one is $($PSVersionTable.PSVersion)."
}
$pester = Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0' | Sort-Object Version | Select-Object -Last 1
if (-not $pester) {
    Exit-Skipped 'Pester 5 or later is not installed: Install-PSResource Pester.'
}
Import-Module $pester -ErrorAction Stop
$files = Get-ChildItem $PSScriptRoot -Filter "$Name*.Tests.ps1"
if (-not $files) {
    "There is no $Name*.Tests.ps1 in $PSScriptRoot."
    exit 1
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $files.FullName
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = [Console]::IsOutputRedirected ? 'Plaintext' : 'Auto'
$result = Invoke-Pester -Configuration $configuration

$counts = "$($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped"
$time = $result.Duration.TotalSeconds.ToString('0', [cultureinfo]::InvariantCulture)
"Pester $($pester.Version) in PowerShell $($PSVersionTable.PSVersion): $counts, $time s"

# What failed before a test, a BeforeAll say, counts as no failed test.
exit ($result.Result -eq 'Passed' -and $result.PassedCount -gt 0 ? 0 : 1)
