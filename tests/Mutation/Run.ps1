#Requires -Version 7.4
<#
.SYNOPSIS
Runs Stryker.NET on folders of BkJob.Core, each with the tests of that folder: dotnet tool restore; dotnet pwsh tests/Mutation/Run.ps1 Errors.
The reports are written to TestResults/mutation.
#>
[CmdletBinding()]
param(
    [ValidateSet('Errors', 'Waiting', 'Streaming', 'Operations')]
    [string[]] $Folder = @('Errors', 'Waiting', 'Streaming', 'Operations'),

    # The number of mutants that are tested at a time.
    [int] $Concurrency = 2,

    # A run that takes longer is ended; there is no report then.
    [timespan] $Timeout = '02:00:00'
)

$ErrorActionPreference = 'Stop'
$root = Resolve-Path "$PSScriptRoot/../.."

# The tests of each folder, by the folders of BkJob.Core.Tests. Support is always there.
$tests = @{
    Errors     = 'Errors', 'Credentials', 'Payloads'
    Waiting    = 'Waiting'
    Streaming  = 'Reading', 'Hosts', 'Fuzz', 'Payloads'
    Operations = 'Operations', 'History', 'Logs', 'Starts', 'Actions', 'Payloads'
}

# These take seconds, and reach nearly every mutant: they are for the whole, and others test each behaviour alone.
$slow = 'ActionPropertyTests', 'BigRunTests', 'ConnectionFuzzTests', 'HostMemoryTests', 'ReaderCostTests', 'ReaderFuzzTests', 'ReaderTimeTests',
    'RowTemplateTests', 'SecretRedactorTests', 'StartPropertyTests', 'ThousandTests', 'WaitCostTests'

# Every test of Streaming runs through these, and most of their mutants never end. The fuzz tests compare them with the parser of .NET.
$excluded = 'BodyReader', 'JsonSchemaReader', 'RowTemplate'

function Copy-Source([string] $Target) {
    foreach ($file in git -C $root ls-files) {
        $copy = Join-Path $Target $file
        New-Item (Split-Path $copy) -ItemType Directory -Force | Out-Null
        Copy-Item (Join-Path $root $file) $copy
    }
}

# Stryker compiles without the generator of the resource class, so the class becomes an ordinary file.
function Convert-ResourceClass([string] $Copy) {
    $core = "$Copy/src/BkJob.Core"
    dotnet build $core --verbosity quiet -p:RunAnalyzers=false -p:EmitCompilerGeneratedFiles=true -p:CompilerGeneratedFilesOutputPath="$Copy/generated"
    if ($LASTEXITCODE -ne 0) { throw 'BkJob.Core could not be built.' }
    Get-ChildItem "$Copy/generated" -Recurse -Filter CoreMessages.Designer.cs | Copy-Item -Destination "$core/Resources"
    $project = Get-Content "$core/BkJob.Core.csproj" | Where-Object { $_ -notmatch 'ResxSourceGenerator' }
    $project -replace ' GenerateSource="true" EmitFormatMethods="true"', '' | Set-Content "$core/BkJob.Core.csproj"
}

# A mutant is tested with all tests of the project that reach it, so the project is reduced to those of the folder.
function Select-Test([string] $Copy, [string[]] $Keep) {
    $other = Get-ChildItem "$Copy/tests/BkJob.Core.Tests" -Directory | Where-Object Name -NotIn (@('Support') + $Keep)
    $other | Get-ChildItem -Recurse -Filter *.cs | Remove-Item
    Get-ChildItem "$Copy/tests/BkJob.Core.Tests" -Recurse -Filter *.cs | Where-Object BaseName -In $slow | Remove-Item
}

# A mutant that never ends leaves its test process running: it belongs to the copy, by which it is recognized.
function Stop-Leftover([string] $Copy) {
    Get-Process | Where-Object { $_.CommandLine -like "*$Copy*" -and $_.Id -ne $PID } | Stop-Process -Force
}

# A mutant that allocates without end gets an OutOfMemoryException, before the machine runs out of memory.
$env:DOTNET_GCHeapHardLimit = '0x40000000'
$env:RunAnalyzers = 'false'
foreach ($name in $Folder) {
    $copy = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "BkJob.Mutation-$([IO.Path]::GetRandomFileName())") -ItemType Directory).FullName
    try {
        Write-Host "Testing the mutants of $name in $copy ..."
        Copy-Source $copy
        Convert-ResourceClass $copy
        Select-Test $copy $tests[$name]
        $mutate = @('--mutate', "$name/**/*.cs") + ($excluded | ForEach-Object { '--mutate', "!**/$_.cs" })
        $arguments = @('dotnet-stryker', '--config-file', "$PSScriptRoot/stryker-config.json", '--concurrency', $Concurrency,
            '--output', "$root/TestResults/mutation/$name", '--skip-version-check') + $mutate
        $stryker = Start-Process dotnet $arguments -WorkingDirectory "$copy/tests/BkJob.Core.Tests" -NoNewWindow -PassThru
        if (-not $stryker.WaitForExit($Timeout)) {
            $stryker.Kill($true)
            throw "The run of $name did not end within $Timeout."
        }
        if ($stryker.ExitCode -ne 0) { throw "The run of $name ended with exit code $($stryker.ExitCode)." }
    }
    finally {
        Stop-Leftover $copy
        Remove-Item $copy -Recurse -Force
    }
}
