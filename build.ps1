#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests or packs BkJob, for those who have pwsh. Without it, dotnet build, dotnet test and
dotnet build src/BkJob -t:Pack -c Release do the same.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { dotnet build --configuration $Configuration }
        'Test' { dotnet test --configuration $Configuration }
        'Pack' { dotnet build src/BkJob -t:Pack --configuration $Configuration }
    }
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet ended with exit code $LASTEXITCODE."
    }
}
finally {
    Pop-Location
}
