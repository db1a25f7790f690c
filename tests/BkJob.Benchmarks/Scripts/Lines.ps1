<#
.SYNOPSIS
Runs lines in turn, again and again, in one session with BkJob connected, and gives the time and the garbage of each run.
#>
param(
    [string] $Manifest,
    [uri] $Server,
    [string] $Api,
    # Scripts; each has to give Expected objects.
    [string[]] $Lines,
    [int] $Expected,
    # The time during which each line runs before the first round.
    [double] $WarmUpSeconds,
    # Rounds that do not count, and those that do.
    [int] $WarmUp,
    [int] $Rounds
)

$ErrorActionPreference = 'Stop'
Import-Module $Manifest
Connect-BkJob $Server -Api $Api -AppCode ops -AppSecret ([Net.NetworkCredential]::new('', 'benchmark').SecurePassword) -UserName admin -BizId 1
$runs = foreach ($line in $Lines) {
    [pscustomobject] @{
        Line         = [scriptblock]::Create($line)
        Milliseconds = [Collections.Generic.List[double]]::new()
        Bytes        = [Collections.Generic.List[long]]::new()
    }
}

$watch = [Diagnostics.Stopwatch]::new()
foreach ($run in $runs) {
    $line = $run.Line
    $watch.Restart()
    while ($watch.Elapsed.TotalSeconds -lt $WarmUpSeconds) {
        $null = & $line
    }
}

for ($round = -$WarmUp; $round -lt $Rounds; $round++) {
    foreach ($run in $runs) {
        $line = $run.Line
        $before = [GC]::GetTotalAllocatedBytes($true)
        $watch.Restart()
        $found = @(& $line)
        $watch.Stop()
        $allocated = [GC]::GetTotalAllocatedBytes($true) - $before
        if ($found.Count -ne $Expected) {
            throw "$($found.Count) objects instead of $Expected came of: $line"
        }

        $found = $null
        if ($round -ge 0) {
            $run.Milliseconds.Add($watch.Elapsed.TotalMilliseconds)
            $run.Bytes.Add($allocated)
        }
    }
}

foreach ($run in $runs) {
    [pscustomobject] @{ Milliseconds = $run.Milliseconds.ToArray(); Bytes = $run.Bytes.ToArray() }
}
