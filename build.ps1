#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests or packs BkJob: dotnet tool restore; dotnet pwsh build.ps1. Without PowerShell, dotnet build, dotnet test and
dotnet build src/BkJob -t:Pack -c Release do the same. Docs generates the help that Get-Help reads from the markdown in
docs; it needs the module Microsoft.PowerShell.PlatyPS 1.x.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Docs', 'Pack')]
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
        'Docs' {
            $raw = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
            foreach ($culture in 'en-US', 'zh-CN') {
                Get-ChildItem "docs/$culture/*-*.md" | Import-MarkdownCommandHelp |
                    Export-MamlCommandHelp -OutputFolder "$raw/$culture" | Out-Null
            }
            dotnet run --project src/BkJob.Help -- . $raw
            Remove-Item $raw -Recurse
        }
        'Pack' { dotnet build src/BkJob -t:Pack --configuration $Configuration }
    }
    if ($LASTEXITCODE -ne 0) {
        throw "$Task ended with exit code $LASTEXITCODE."
    }
}
finally {
    Pop-Location
}
