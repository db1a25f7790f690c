#Requires -Version 7.4
<#
.SYNOPSIS
Builds, tests or packs BkJob, for those who have pwsh. Without it, dotnet build, dotnet test and
dotnet build src/BkJob -t:Pack -c Release do the same. Docs makes the help that Get-Help reads from the markdown in
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
        'Test' {
            # Pester shows more of what it does when it is not run by a test.
            dotnet test --configuration $Configuration --filter 'FullyQualifiedName!~PesterTests'
            if ($LASTEXITCODE -eq 0) {
                & (Join-Path $PSHOME 'pwsh') -NoProfile -File tests/Pester/Run.ps1

                # It has said how to get Pester.
                if ($LASTEXITCODE -eq 77) {
                    $global:LASTEXITCODE = 0
                }
            }
        }
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
