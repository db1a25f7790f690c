<#
.SYNOPSIS
Gives the milliseconds that the import of a module takes in a fresh session.
#>
param([string] $Manifest)

$ErrorActionPreference = 'Stop'
$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Manifest
$watch.Stop()
$watch.Elapsed.TotalMilliseconds.ToString('R', [cultureinfo]::InvariantCulture)
