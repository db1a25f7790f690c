<#
.SYNOPSIS
Runs the Pester suite in this PowerShell. Exits with 0 if all tests that the files define ran and passed, otherwise with 1. The last line
states the counts.
.PARAMETER Name
The files to run, by the beginning of their names: Run.ps1 -Name Views.
.PARAMETER Pester
The manifest of Pester. By default, the package that the build of the tests has downloaded.
.PARAMETER ResultPath
A file for the results, in NUnit's XML format.
#>
#Requires -Version 7.4
[CmdletBinding()]
param([string] $Name = '', [string] $Pester, [string] $ResultPath)

if (-not $Pester) {
    $packages = (dotnet nuget locals global-packages --list --force-english-output) -replace '^.*global-packages: '
    $Pester = Get-Item (Join-Path $packages 'pester/*/tools/Pester.psd1') -ErrorAction Ignore |
        Sort-Object { [version] $_.Directory.Parent.Name } | Select-Object -Last 1 -ExpandProperty FullName
    if (-not $Pester) {
        Write-Error 'Pester is missing. Run dotnet build first: it downloads Pester.' -ErrorAction Continue
        exit 1
    }
}
Import-Module $Pester -ErrorAction Stop
$files = @(Get-ChildItem $PSScriptRoot -Filter "$Name*.Tests.ps1")
if (-not $files) {
    Write-Error "There is no $Name*.Tests.ps1 in $PSScriptRoot." -ErrorAction Continue
    exit 1
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $files.FullName
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = [Console]::IsOutputRedirected ? 'Plaintext' : 'Auto'
if ($ResultPath) {
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputPath = $ResultPath
}
$result = Invoke-Pester -Configuration $configuration

$time = $result.Duration.TotalSeconds.ToString('0', [cultureinfo]::InvariantCulture)
"Pester $($result.Version) in PowerShell $($PSVersionTable.PSVersion): $($result.PassedCount) of $($result.TotalCount) tests passed, $time s"

# A file that could not be read, or a BeforeAll that failed, counts as no failed test: only Result and the counts together are reliable.
$isComplete = $result.Containers.Count -eq $files.Count -and $result.TotalCount -gt 0 -and $result.PassedCount -eq $result.TotalCount
exit ($result.Result -eq 'Passed' -and $isComplete ? 0 : 1)
