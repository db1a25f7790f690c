#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests or packs BkJob: dotnet tool restore; dotnet pwsh build.ps1. Without PowerShell, dotnet build, dotnet test and
dotnet build src/BkJob -t:Pack -c Release do the same. Docs generates the help that Get-Help reads from the markdown in
docs; it needs the module Microsoft.PowerShell.PlatyPS 1.x. Ship marks the public members as shipped, before a release.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Docs', 'Pack', 'Ship')]
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
        'Ship' {
            foreach ($project in 'src/BkJob.Core', 'src/BkJob') {
                $members = Get-Content "$project/PublicAPI.Shipped.txt", "$project/PublicAPI.Unshipped.txt"
                $removed = $members -like '[*]REMOVED[*]*' -replace '^\*REMOVED\*'
                $shipped = $members | Where-Object { $_ -notlike '[*#]*' -and $_ -notin $removed } | Sort-Object -Unique -CaseSensitive
                Set-Content "$project/PublicAPI.Shipped.txt" '#nullable enable', $shipped
                Set-Content "$project/PublicAPI.Unshipped.txt" '#nullable enable'
            }
        }
    }
    if ($LASTEXITCODE) {
        throw "$Task ended with exit code $LASTEXITCODE."
    }
}
finally {
    Pop-Location
}
