# Installs BkJob from a folder, uses it, updates it to a second version and uninstalls it, as a user would. Run it with an empty HOME.
param(
    # The folder with the package. A second version is made beside it.
    [Parameter(Mandatory)] [string] $Feed,

    # The files of the module, to publish a second version of.
    [Parameter(Mandatory)] [string] $Module,

    [Parameter(Mandatory)] [string] $Server
)

$ErrorActionPreference = 'Stop'
function Assert([bool] $Condition, [string] $Expectation) {
    if (-not $Condition) {
        throw "Not as expected: $Expectation"
    }
    $Expectation
}

function Get-FreshOutput([string] $Command, [string] $Language = 'en_US.UTF-8') {
    # A session that has loaded an assembly keeps it: each version is tried in a process of its own.
    $env:LC_ALL = $Language
    & (Join-Path $PSHOME 'pwsh') -NoProfile -NonInteractive -Command $Command | Out-String
}

Assert (-not (Get-Module BkJob -ListAvailable)) 'BkJob is not installed yet.'
Register-PSResourceRepository -Name Feed -Uri $Feed -Trusted
Install-PSResource BkJob -Repository Feed
$first = (Get-InstalledPSResource BkJob).Version

$env:BKJOB_SERVER, $env:BKJOB_APP_CODE, $env:BKJOB_APP_SECRET, $env:BKJOB_USERNAME, $env:BKJOB_BIZ_ID = $Server, 'ops', 'demo-secret', 'admin', '1'
$printed = Get-FreshOutput 'Get-BkJobInstanceStatus 100; (Get-Module BkJob).Version.ToString()'
Assert ($printed -match 'Deploy web-portal') 'A command loads the installed module and reads a job.'
Assert ($printed -match [regex]::Escape($first)) "It is version $first."
Assert ((Get-FreshOutput 'Get-Help Wait-BkJobInstance') -match 'SYNOPSIS\s+\w+') 'Help is there in English.'
if (-not $IsWindows) {
    Assert ((Get-FreshOutput 'Get-Help Wait-BkJobInstance' 'zh_CN.UTF-8') -match '等待') 'Help is there in Chinese.'
    Assert ((Get-FreshOutput 'Get-Help about_BkJob' 'zh_CN.UTF-8') -match '作业') 'Topics are there in Chinese.'
}

$second = Join-Path (Split-Path $Feed) second BkJob
Copy-Item $Module $second -Recurse
(Get-Content "$second/BkJob.psd1") -replace "ModuleVersion( *)= '.*'", "ModuleVersion`$1= '99.0.0'" | Set-Content "$second/BkJob.psd1"
Publish-PSResource -Path $second -Repository Feed
Update-PSResource BkJob -Repository Feed
Assert ((Get-FreshOutput '$null = Get-BkJobContext; (Get-Module BkJob).Version.ToString()').Trim() -eq '99.0.0') 'After an update, the second version is loaded.'

Uninstall-PSResource BkJob -Version '*'
Assert (-not (Get-InstalledPSResource BkJob -ErrorAction Ignore)) 'Uninstalling leaves no version.'
Assert ((Get-FreshOutput 'Get-Command Get-BkJobContext -ErrorAction Ignore') -eq '') 'Its commands are gone.'
