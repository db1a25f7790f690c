# The main job, command by command, as an operator on call would type it. Exits with 1 if a command does not do what it should.
param([Parameter(Mandatory)] [string] $Module)

Import-Module $Module
$server, $secret = $env:BKJOB_SERVER, (ConvertTo-SecureString $env:BKJOB_APP_SECRET -AsPlainText -Force)

$stops = @(
    @{ Why = 'Connect. This makes no network call; the secret is a SecureString.'
        Command = 'Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1' }
    @{ Why = 'Which connection is in use?'
        Command = 'Get-BkJobContext' }
    @{ Why = 'What is the status of job 100?'
        Command = 'Get-BkJobInstanceStatus -BizId 1 -Id 100' }
    @{ Why = 'The command that the module is for: only the jobs that failed. Numbers and names both work.'
        Command = '100..106 | Get-BkJobInstanceStatus | Where Status -eq 4' }
    @{ Why = 'What did its steps do?'
        Command = '(Get-BkJobInstanceStatus -Id 100).Steps' }
    @{ Why = 'Which hosts failed? The pipeline passes the job on; no ID is typed again.'
        Command = 'Get-BkJobInstanceStatus -Id 100 | Get-BkJobStepIpStatus -Failed' }
    @{ Why = 'Their addresses as plain text, for the next command.'
        Command = 'Get-BkJobStepIpStatus -Id 100 -Failed | ForEach-Object Ip' }
    @{ Why = 'Objects, not text: the failed hosts of forty jobs.'
        Command = '$hosts = 100..140 | Get-BkJobInstanceStatus | Where Status -eq Failed | Get-BkJobStepIpStatus -Failed; "$($hosts.Count) hosts failed"' }
    @{ Why = 'Two jobs are running. Wait for them; each is returned as soon as it finishes.'
        Command = '120, 121 | Wait-BkJobInstance -Timeout 60' }
    @{ Why = 'An ID that does not exist is an error of its own; the other jobs are still returned.'
        Command = '100, 99999, 101 | Get-BkJobInstanceStatus'; HasError = $true }
    @{ Why = 'Which jobs failed since yesterday? Last night''s are found again without their IDs.'
        Command = 'Find-BkJobInstance -Status Failed -First 3' }
    @{ Why = 'Why did job 100 fail? The last lines of the logs of its failed hosts.'
        Command = 'Get-BkJobStepIpStatus 100 -Failed | Get-BkJobLog -Tail 3' }
    @{ Why = 'What would a restart of its failed hosts do? Only reads are sent.'
        Command = 'Restart-BkJobStep 100 -WhatIf' }
    @{ Why = 'Restart the failed hosts, and wait. Those that succeeded are left alone, and no request is executed twice.'
        Command = '(Restart-BkJobStep 100 -Wait -PassThru).Steps' }
    @{ Why = 'What would a deployment run, where, and with which values? Nothing is started; a misspelled variable would be an error.'
        Command = "Start-BkJobPlan 1000450 -Variable @{ VERSION = '2.14.1'; WEB_TIER = '0:10.0.0.7' } -WhatIf" }
    @{ Why = 'Start a script on the hosts that failed, and read what it wrote. It starts once, even if a response is lost.'
        Command = "Get-BkJobStepIpStatus 104 -Failed | Start-BkJobScript -Script 'df -h /data' -Language Shell -Account root -Wait | Get-BkJobLog | Group-BkJobLog" }
)

$isAsExpected = $true
foreach ($stop in $stops) {
    "`n# $($stop.Why)`nPS> $($stop.Command)"
    $Error.Clear()
    Invoke-Expression $stop.Command | Out-Default
    $isAsExpected = $isAsExpected -and [bool]$Error.Count -eq [bool]$stop.HasError
}

@'

# Try next:
dotnet run --project src/BkJob.Demo -- --shell
dotnet run --project src/BkJob.Demo -- 'Get-BkJobLog 121 -Follow'
dotnet run --project src/BkJob.Demo -- 'Get-Help Wait-BkJobInstance -Examples'
'@
exit ($isAsExpected ? 0 : 1)
