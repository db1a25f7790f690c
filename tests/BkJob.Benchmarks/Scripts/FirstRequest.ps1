<#
.SYNOPSIS
Gives the milliseconds that the first request of a fresh session takes: by BkJob with a manifest, else by Invoke-RestMethod.
#>
param(
    [uri] $Server,
    [string] $Manifest
)

$ErrorActionPreference = 'Stop'
$watch = [Diagnostics.Stopwatch]::new()
if ($Manifest) {
    Import-Module $Manifest
    Connect-BkJob $Server -AppCode ops -AppSecret ([Net.NetworkCredential]::new('', 'benchmark').SecurePassword) -UserName admin -BizId 1
    $watch.Start()
    $response = Get-BkJobInstanceStatus 1
}
else {
    $watch.Start()
    $response = Invoke-RestMethod "${Server}api/c/compapi/v2/job/get_job_instance_status/?bk_biz_id=1&job_instance_id=1"
}

$watch.Stop()
if ($null -eq $response) {
    throw 'There was no response.'
}

$watch.Elapsed.TotalMilliseconds.ToString('R', [cultureinfo]::InvariantCulture)
