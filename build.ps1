#Requires -Version 7.4
<#
.SYNOPSIS
Builds or tests BkJob, for those who have pwsh. Without it, dotnet build and dotnet test do the same.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test')]
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
    }
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet ended with exit code $LASTEXITCODE."
    }
}
finally {
    Pop-Location
}
