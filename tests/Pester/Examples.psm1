# The examples of the help pages and the READMEs: reads them, runs them against the simulator, compares their output with the page, and
# rewrites the page. docs/testing.md describes how examples are written.

Import-Module "$PSScriptRoot/Support.psm1"

$script:Root = (Resolve-Path "$PSScriptRoot/../..").ProviderPath
$script:Width = 120
$script:Patience = [timespan]::FromSeconds(120)

# The address that the pages show for the simulator.
$script:ShownAddress = 'http://127.0.0.1:5600'

# What is connected or on disk when an example starts, by page, or by page and number. It has $server, $secret, $token and $credential.
$script:Setup = @{
    # The pages that do not say otherwise. EsbV2 is the default.
    '' = '
        Connect-BkJob $server -Credential $credential -UserName admin -BizId 1
        Set-Content jobs.csv "bk_biz_id,job_instance_id", "1,103", "1,105"
        Set-Content clean.sh "#!/bin/bash", "rm -rf /tmp/app-*", "df -h /"
        # The simulator ends a script with a line like the last one as a failure.
        Set-Content check.sh "#!/bin/bash", "df -h /data", "exit 3"
        Set-Content hosts.csv "bk_cloud_id,bk_host_innerip", "0,10.0.0.7", "0,10.0.0.14"
        Set-Content app.conf "port=8080"'
    'Connect-BkJob' = 'Connect-BkJob $server -Credential $credential -UserName admin -BizId 1'
    # On a machine that has the module SecretManagement, the example must not find it.
    'Connect-BkJob 7' = '$env:PSModulePath = Join-Path $PSHOME Modules'
    'Disconnect-BkJob' = '
        Connect-BkJob https://paas.test.example.com -Name test -Credential $credential -UserName admin -BizId 2
        Connect-BkJob $server -Name prod -Credential $credential -UserName admin -BizId 1'
    'Disconnect-BkJob 1' = 'Connect-BkJob $server -Credential $credential -UserName admin -BizId 1'
    'Disconnect-BkJob 3' = '
        Connect-BkJob https://paas.test.example.com -Name test-1 -Credential $credential -UserName admin -BizId 2
        Connect-BkJob https://paas.test.example.com -Name test-2 -Credential $credential -UserName admin -BizId 2'
    'Get-BkJobContext' = '
        Connect-BkJob https://paas.test.example.com -Name test -Credential $credential -UserName admin -BizId 2
        Connect-BkJob $server -Name prod -Credential $credential -UserName admin -BizId 1'
    'Get-BkJobContext 5' = '
        Connect-BkJob $server -Name prod -Credential $credential -UserName admin -BizId 1
        Connect-BkJob $server -Name standby -Credential $credential -UserName admin -BizId 1'
    'Get-BkJobInstanceStatus 4' = '
        Connect-BkJob $server -Credential $credential -UserName admin -BizId 1
        Set-Content jobs.csv "bk_biz_id,job_instance_id", "1,102", ",107", "1,132"'
    'Show-BkJobInstance' = '
        Connect-BkJob $server -Credential $credential -UserName admin -BizId 1 -WebUrl https://job.example.com
        # The browser of the machine is not opened.
        [AppContext]::SetData("BkJob.Browser", [Action[string]] { })'
    # What is installed on the machine stays as it is; the tests of the package run these commands in a process of their own.
    'README 3' = '
        function Register-PSResourceRepository([string] $Name, [uri] $Uri, [switch] $Trusted) { }
        function Install-PSResource([string] $Name, [string] $Repository) { }'
    'about_BkJob_Connections' = '
        $login = @{ AppCode = "ops"; AppSecret = $secret; UserName = "admin" }
        Connect-BkJob $server @login -BizId 1 -Name prod
        New-Module Microsoft.PowerShell.SecretManagement {
            function Set-Secret($Name, $Secret) { $script:kept = $Secret }
            function Get-Secret($Name) { $script:kept }
        } | Import-Module'
}

# Connected before the rest where an example names them.
$script:NamedContext = @{
    v3 = 'Connect-BkJob $server -Api EsbV3 -Name v3 -Credential $credential -UserName admin -BizId 1'
    v4 = 'Connect-BkJob $server -Api GatewayV4 -Name v4 -Credential $credential -Token $token -BizId 1'
}

# What is replaced in the code of a page before it runs. This is the only way to adapt an example: none is skipped.
$script:Substitution = @(
    @{ Page = '*'; Text = 'Read-Host -AsSecureString'; With = '$secret' }
    @{ Page = '*'; Text = 'Get-Credential ops'; With = '$credential' }
    @{ Page = '*'; Text = $script:ShownAddress; With = '<address>' }
    @{ Page = '*'; Text = 'https://paas.example.com'; With = '<address>' }
    @{ Page = 'README*'; Text = 'https://bkapi.example.com'; With = '<address>' }
    @{ Page = 'README*'; Text = './BkJob.psd1'; With = '$module' }
    # A script would end the session of the test.
    @{ Page = '*'; Text = 'exit ('; With = '$exitCode = (' }
    # The only server that answers is the simulator, and job 100 is of business 1 there.
    @{ Page = 'about_BkJob_Connections'; Text = 'https://paas.test.example.com'; With = '<address>' }
    @{ Page = 'about_BkJob_Connections'; Text = '-BizId 2'; With = '-BizId 1' }
    # The runspaces of -Parallel load an installed module by themselves, but not the one under test.
    @{ Page = '*'; Text = 'ForEach-Object -Parallel {'; With = 'ForEach-Object -Parallel { Import-Module $using:module;' }
    # Some of the simulator's jobs from 100 to 119 never end.
    @{ Page = 'about_BkJob_Waiting'; Text = '100..140 |'; With = '117..122 |' }
)

# The error ids of examples that raise errors but show no output.
$script:ExpectedError = @{
    'about_BkJob 3' = 'BkJobInstanceNotFound'
    'about_BkJob_Waiting 2' = 'BkJobInstanceFailed'
}

# What differs between two runs, and what stands in its place when output is compared.
$script:Volatile = [ordered]@{
    '[0-9a-f]{32}' = '<id>'
    # The marker in the name of a job, and the IDs of jobs and steps that an example starts.
    '(?<= #)[a-z0-9]{8}\b' = '<marker>'
    '\b40{6}\d{4}(\d\d)?\b' = '<job>'
    '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d' = '<date and time>'
    '(?<=\s)\d\d[-:]\d\d(?=\s)' = '<time>'
    # The time so far of a job or step that has not ended, and of one that the example terminates.
    '(?<=[●!■] .*\s)\d+:\d\d:\d\d' = '<duration>'
    '(?<=HTTP 200 after )[\d.]+ m?s' = '<duration>'
}

# What the session of every example starts with. Jobs are polled one by one: the order in which they are shown to end is then always the
# same, since the clock of the simulator moves between two rounds.
$script:Prologue = '
    $ErrorActionPreference = "Continue"
    $ProgressPreference = "SilentlyContinue"
    $PSDefaultParameterValues = @{ "Wait-BkJobInstance:PollInterval" = 2; "Wait-BkJobInstance:ThrottleLimit" = 1 }
    Disconnect-BkJob *
    Get-ChildItem Env:BKJOB_* -Exclude BKJOB_MODULE | Remove-Item
    Set-Location -LiteralPath $folder'

# Moves the clock of the simulator on by a second after each round of a wait: when every job of the last round was polled again, or one of
# them twice, since others have ended. No job is then ever a round ahead of another one, however slow the machine.
$script:ClockDriver = {
    param($Simulator, $Module, $IsWaiting)
    Import-Module $Module
    $http = [Net.Http.HttpClient]::new()
    $round = @()
    while ($true) {
        $IsWaiting.Wait()
        Start-Sleep -Milliseconds 20
        # Every 20 ms: cheaper without Invoke-RestMethod and its JSON objects.
        $requests = $http.GetStringAsync("$($Simulator.Address)/_sim/requests").GetAwaiter().GetResult()
        $jobs = @([regex]::Matches($requests, '"job_instance_id":\d+') | ForEach-Object Value)
        $polled = @($jobs | Sort-Object -Unique)
        $isRound = $round -and -not ($round | Where-Object { $_ -notin $polled })
        if ($isRound -or $polled.Count -lt $jobs.Count) {
            $null = Send-Simulator $Simulator Post clock/advance @{ seconds = 1 }
            $null = Send-Simulator $Simulator Delete requests
            $round = $polled
        }
    }
}

# Polls follow a clock that runs twenty times faster than the real one: a round every 100 ms, in which the driver looks several times.
# PowerShell classes cannot be called from the threads of timers.
$script:FastClock = '
    using System;
    using System.Threading;
    public sealed class FastClock : TimeProvider
    {
        public override long GetTimestamp() => 20 * System.GetTimestamp();
        public override ITimer CreateTimer(
            TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));
        private static TimeSpan Shorten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / 20;
    }'

# A fenced block with its kind, or an indented one behind a blank line.
$script:Block = '(?ms)^```(?<kind>\w*)\n(?<body>.*?)^```$|(?<=\n\n)(?<body>    [^\n]+\n(?:\n*    [^\n]+\n)*)'
$script:DemoCommand = "^dotnet run --project src/BkJob.Demo -- '(.*)'$"

function Get-ExamplePage {
    <#
    .SYNOPSIS
    The paths of the pages with examples: help in both languages and the READMEs.
    #>
    Get-Item "$script:Root/docs/en-US/*.md", "$script:Root/docs/zh-CN/*.md", "$script:Root/README.md", "$script:Root/README.zh-CN.md" |
        ForEach-Object FullName
}

function Get-Example {
    <#
    .SYNOPSIS
    Reads the examples of a page.
    .OUTPUTS
    Objects with Path, Page, Language, Number, Title, Code (the commands), IsTranscript and Shown: the output that the page shows, with the
    commands in a transcript, or $null. Index, Length and Indent tell where that text is in the page.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] [string] $Path)

    process {
        $text = (Get-Content $Path -Raw) -replace "`r"
        $examples = [Collections.Generic.List[object]]::new()
        $isOutputNext = $false
        foreach ($match in [regex]::Matches($text, $script:Block)) {
            $block = ConvertTo-Block $match
            if ($isOutputNext -and $block.Kind -in 'output', 'indented' -and -not $block.IsTranscript -and -not $block.IsShell) {
                Set-ShownOutput $examples[-1] $block
                $isOutputNext = $false
                continue
            }

            $isOutputNext = -not $block.IsTranscript -and -not $block.IsShell -and $block.Kind -in 'powershell', 'indented'
            if ($block.IsTranscript -or $isOutputNext) {
                $title = [regex]::Matches($text.Substring(0, $match.Index), '(?m)^#+ (.*)$')[-1].Groups[1].Value
                $examples.Add((New-Example $Path ($examples.Count + 1) $title $block))
            }
        }
        $examples
    }
}

function ConvertTo-Block($Match) {
    $body = $Match.Groups['body']
    $isFenced = $Match.Groups['kind'].Success
    $lines = $body.Value.TrimEnd("`n") -replace ($isFenced ? '(?!)' : '(?m)^    ')
    [pscustomobject]@{
        Kind = $isFenced ? $Match.Groups['kind'].Value : 'indented'
        Lines = $lines
        Index = $body.Index
        Length = $body.Length
        IsTranscript = $lines -clike 'PS> *'
        # The Demo runs a command on the simulator; what else a shell runs is no example.
        IsShell = $lines -clike 'dotnet *' -and $lines -notmatch $script:DemoCommand
    }
}

function New-Example([string] $Path, [int] $Number, [string] $Title, $Block) {
    $code = if ($Block.IsTranscript) {
        [regex]::Matches($Block.Lines, '(?m)^PS> (.*(?:\n>> .*)*)') | ForEach-Object { $_.Groups[1].Value -replace '\n>> ', "`n" }
    }
    else {
        $Block.Lines -replace $script:DemoCommand, '$1'
    }
    $example = [pscustomobject]@{
        Path = $Path; Page = (Split-Path $Path -LeafBase) -replace '\.zh-CN$'; Language = $Path -match 'zh-CN' ? 'zh-CN' : 'en-US'
        Number = $Number; Title = $Title; Code = @($code); IsTranscript = $Block.IsTranscript
        Shown = $null; Index = 0; Length = 0; Indent = ''
    }
    if ($Block.IsTranscript) {
        Set-ShownOutput $example $Block
    }
    $example
}

function Set-ShownOutput($Example, $Block) {
    $Example.Shown, $Example.Index, $Example.Length = $Block.Lines, $Block.Index, $Block.Length
    $Example.Indent = $Block.Kind -eq 'indented' ? '    ' : ''
}

function Start-ExampleStage {
    <#
    .SYNOPSIS
    Starts what examples run on: a simulator whose clock moves with the polls of a wait, and an empty folder.
    #>
    $stage = [pscustomobject]@{
        Simulator = $null
        Driver = $null
        # Set while an example waits for jobs: the driver would slow down all others.
        IsWaiting = [Threading.ManualResetEventSlim]::new()
        Folder = [IO.Directory]::CreateTempSubdirectory('bkjob').FullName
        Runspace = $null
        Language = ''
        Content = ''
        Path = ''
        ModulePath = $env:PSModulePath
        Rendering = $PSStyle.OutputRendering
        FastClock = (Add-Type $script:FastClock -PassThru)::new()
    }
    Start-StageServer $stage
    $PSStyle.OutputRendering = 'PlainText'
    $stage
}

function Start-StageServer($Stage) {
    $simulator = Start-Simulator '--manual-clock'
    $null = Send-Simulator $simulator Post clock/advance @{ seconds = -(Get-ClockLead $simulator) }
    $driver = [powershell]::Create().AddScript($script:ClockDriver)
    $null = $driver.AddArgument($simulator).AddArgument("$PSScriptRoot/Simulator.psm1").AddArgument($Stage.IsWaiting)
    $null = $driver.BeginInvoke()
    $Stage.Simulator, $Stage.Driver = $simulator, $driver
}

function Stop-StageServer($Stage) {
    # A driver that waits for an example cannot be stopped.
    $Stage.IsWaiting.Set()
    $Stage.Driver.Stop()
    $Stage.Driver.Dispose()
    Stop-Simulator $Stage.Simulator
}

# By how many seconds the clock of the simulator is ahead of the real one.
function Get-ClockLead($Simulator) {
    ([datetimeoffset](Send-Simulator $Simulator Get '' | ForEach-Object now) - [datetimeoffset]::Now).TotalSeconds
}

function Stop-ExampleStage($Stage) {
    # Where BeforeAll has failed there is none.
    if ($Stage) {
        $PSStyle.OutputRendering = $Stage.Rendering
        $env:PSModulePath = $Stage.ModulePath
        [AppContext]::SetData('BkJob.PollClock', $null)
        if ($Stage.Runspace) {
            $Stage.Runspace.Dispose()
        }
        Stop-StageServer $Stage
        Remove-Item $Stage.Folder -Recurse
    }
}

function Invoke-Example {
    <#
    .SYNOPSIS
    Runs an example in the state that its page assumes.
    .OUTPUTS
    An object with Printed, as the page should show it, and Errors: the ids of the errors.
    #>
    param($Stage, $Example)

    Initialize-Session $Stage $Example
    $errors = [Collections.Generic.List[string]]::new()
    $printed = foreach ($code in $Example.Code) {
        if ($Example.IsTranscript) {
            "PS> $($code -replace '\n', "`n>> ")`n"
        }
        $adapted = Get-AdaptedCode $Stage $Example $code
        # As typed: each statement has its own output. What a comment says behind the last one does not count.
        $block = [Management.Automation.Language.Parser]::ParseInput($adapted, [ref] $null, [ref] $null).EndBlock
        foreach ($statement in $block.Statements) {
            Invoke-Statement $Stage $Example.Language $statement.Extent.Text $errors
        }
    }

    $text = ($printed -join '') -replace '(?m)[ \t]+$' -replace '\n{3,}', "`n`n"
    [pscustomobject]@{
        Printed = $text.Trim("`n").Replace(([uri] $Stage.Simulator.Address).Authority, ([uri] $script:ShownAddress).Authority)
        Errors = $errors
    }
}

# Pages of one language share a runspace, since opening one takes as long as several examples. A runspace keeps the help that it has read,
# and what a page has defined or imported.
function Open-StageRunspace($Stage, [string] $Language) {
    if ($Stage.Runspace -and $Stage.Language -eq $Language -and (Get-StageContent $Stage) -eq $Stage.Content) {
        $Stage.Runspace.ResetRunspaceState()
        return
    }
    if ($Stage.Runspace) {
        $Stage.Runspace.Dispose()
    }
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule((Get-TestedModule))
    $Stage.Runspace = [runspacefactory]::CreateRunspace($state)
    $Stage.Runspace.ThreadOptions = 'ReuseThread'
    $Stage.Runspace.Open()
    $Stage.Language, $Stage.Content = $Language, (Get-StageContent $Stage)
}

# The functions and modules of the runspace, without the modules that PowerShell loads by itself.
function Get-StageContent($Stage) {
    $shell = [powershell]::Create($Stage.Runspace)
    $content = $shell.AddScript('(Get-Module | Where-Object Path -NotLike "$PSHOME*").Path; (Get-ChildItem Function:).Name').Invoke() -join "`n"
    $shell.Dispose()
    $content
}

function Initialize-Session($Stage, $Example) {
    if ($Stage.Path -ne $Example.Path) {
        Open-StageRunspace $Stage $Example.Language
        $Stage.Path = $Example.Path
    }

    # The history is selected by the real time, and the clock of the simulator only moves on.
    if ($Example.Code -match 'Find-BkJobInstance' -and (Get-ClockLead $Stage.Simulator) -gt 240) {
        Stop-StageServer $Stage
        Start-StageServer $Stage
    }

    $secret = Get-Secret
    $variables = @{
        server = $Stage.Simulator.Address; folder = $Stage.Folder; module = Get-TestedModule; secret = $secret
        token = Get-Secret 'demo-token'; credential = [pscredential]::new('ops', $secret)
    }
    foreach ($variable in $variables.GetEnumerator()) {
        $Stage.Runspace.SessionStateProxy.SetVariable($variable.Key, $variable.Value)
    }

    $env:PSModulePath = $Stage.ModulePath
    Get-ChildItem $Stage.Folder | Remove-Item -Recurse
    # Jobs 120 to 122 end 10, 12 and 13 seconds after their start: soon where an example waits, earlier in all others.
    $null = Send-Simulator $Stage.Simulator Post jobs/demo
    $age = $Example.Code -match 'Wait-BkJobInstance' ? 8 : 15
    $null = Send-Simulator $Stage.Simulator Post clock/advance @{ seconds = $age }
    $waits = $Example.Code -match 'Wait-BkJobInstance|-Follow\b|(Restart|Skip|Resume|Approve|Deny)-BkJobStep|(Start|Stop|Send)-BkJob'
    [AppContext]::SetData('BkJob.PollClock', ($waits ? $Stage.FastClock : $null))
    # The clock of the simulator moves with what an example waits for.
    if ($waits) {
        $Stage.IsWaiting.Set()
    }
    else {
        $Stage.IsWaiting.Reset()
    }
    $key = "$($Example.Page) $($Example.Number)", $Example.Page, '' | Where-Object { $script:Setup.ContainsKey($_) } | Select-Object -First 1
    $named = $script:NamedContext.Keys | Where-Object { $Example.Code -match "\b$_\b" } | ForEach-Object { $script:NamedContext[$_] }
    Invoke-Code $Stage (@($script:Prologue) + $named + $script:Setup[$key] -join "`n")
}

function Invoke-Code($Stage, [string] $Code) {
    $shell = [powershell]::Create()
    try {
        $shell.Runspace = $Stage.Runspace
        $call = $shell.AddScript($Code).BeginInvoke()
        if (-not $call.AsyncWaitHandle.WaitOne($script:Patience)) {
            $shell.Stop()
            throw "The example does not end: $Code"
        }
        $shell.EndInvoke($call)
        # What an example prints has its errors in it; these are of the setup.
        $shell.Streams.Error | ForEach-Object { throw $_ }
    }
    finally {
        $shell.Dispose()
    }
}

function Invoke-Statement($Stage, [string] $Language, [string] $Statement, $Errors) {
    $Stage.Runspace.SessionStateProxy.SetVariable('exampleErrors', $Errors)
    # On one line with what surrounds it: an error in the second line of a script is shown with its position.
    Invoke-Code $Stage ("[cultureinfo]::CurrentUICulture = '$Language'; . { try { . { $Statement`n } } catch { `$_ } } *>&1 |" + '
        ForEach-Object {
            switch ($_) {
                { $_ -is [Management.Automation.WarningRecord] } { "WARNING: $_" }
                { $_ -is [Management.Automation.VerboseRecord] } { "VERBOSE: $_" }
                { $_ -is [Management.Automation.ErrorRecord] } { $exampleErrors.Add(($_.FullyQualifiedErrorId -split ",")[0]); $_ }
                default { $_ }
            }
        } | Out-String -Width ' + $script:Width)
}

function Get-AdaptedCode($Stage, $Example, [string] $Code) {
    foreach ($substitution in $script:Substitution) {
        if ($Example.Page -like $substitution.Page) {
            $Code = $Code.Replace($substitution.Text, $substitution.With.Replace('<address>', $Stage.Simulator.Address))
        }
    }
    $Code
}

function Get-ExpectedError($Example) {
    <#
    .SYNOPSIS
    The ids of the errors that an example without output raises on purpose.
    #>
    $script:ExpectedError["$($Example.Page) $($Example.Number)"]
}

function ConvertTo-ComparableText([string] $Text) {
    <#
    .SYNOPSIS
    A text without blank lines and with a placeholder for what differs from run to run.
    #>
    foreach ($pattern in $script:Volatile.Keys) {
        $Text = $Text -replace $pattern, $script:Volatile[$pattern]
    }
    # PowerShell shows recommendations from 7.5 on.
    if ($PSVersionTable.PSVersion -lt '7.5') {
        $Text = $Text -replace '(?m)^  (Recommendation: |建议：).*$'
    }
    ($Text -split '\r?\n').TrimEnd().Where{ $_ } -join "`n"
}

function Update-Example {
    <#
    .SYNOPSIS
    Rewrites the output of the examples of pages with what the commands print now. Where it differs in times and ids alone, it stays.
    .EXAMPLE
    Import-Module ./tests/Pester/Examples.psm1; Update-Example; git diff
    #>
    param([string[]] $Path = (Get-ExamplePage))

    $stage = Start-ExampleStage
    try {
        foreach ($page in $Path) {
            $text = (Get-Content $page -Raw) -replace "`r"
            # From the last to the first, so that the places of the others stay right.
            foreach ($example in Get-Example $page | Where-Object { $null -ne $_.Shown } | Sort-Object Index -Descending) {
                $printed = (Invoke-Example $stage $example).Printed
                if ((ConvertTo-ComparableText $printed) -cne (ConvertTo-ComparableText $example.Shown)) {
                    $lines = $printed -replace '(?m)^(?=.)', $example.Indent
                    $text = $text.Remove($example.Index, $example.Length).Insert($example.Index, "$lines`n")
                }
            }
            Set-Content $page $text -NoNewline
        }
    }
    finally {
        Stop-ExampleStage $stage
    }
}

Export-ModuleMember -Function Get-ExamplePage, Get-Example, Start-ExampleStage, Stop-ExampleStage, Invoke-Example, Get-ExpectedError,
    ConvertTo-ComparableText, Update-Example
