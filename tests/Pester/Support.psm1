# What the tests share: the module under test, its connection to a simulator, what is printed, child processes, and waiting.

Import-Module "$PSScriptRoot/Simulator.psm1" -Global

# The tests read English messages, whatever language the machine speaks.
[cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentUICulture = 'en-US'

function Get-TestedModule {
    <#
    .SYNOPSIS
    The path of the module under test: the one that BKJOB_MODULE names (the packed one, say), else the one built in this repository.
    #>
    Resolve-Path ($env:BKJOB_MODULE ? $env:BKJOB_MODULE : "$PSScriptRoot/../../BkJob.psd1") | ForEach-Object ProviderPath
}

function Get-Secret {
    param([string] $Text = 'demo-secret')

    ConvertTo-SecureString $Text -AsPlainText -Force
}

function Connect-Simulator {
    <#
    .SYNOPSIS
    Loads the module under test and connects it, with nothing left of what other tests had connected. Business 1 is the default.
    #>
    param($Simulator, [hashtable] $With = @{})

    # Variables of the machine would connect to a server of the machine.
    Get-ChildItem Env:BKJOB_* -Exclude BKJOB_MODULE | Remove-Item
    Import-Module (Get-TestedModule) -Global
    Disconnect-BkJob *
    Connect-BkJob $Simulator.Address -AppCode ops -AppSecret (Get-Secret) -UserName admin -BizId 1 @With
}

function Get-Screen {
    <#
    .SYNOPSIS
    What a line prints on a screen of some width. Times are those of this machine's zone and come out as T, request ids as R.
    #>
    param([scriptblock] $Line, [int] $Width = 120, [switch] $Colour)

    $before = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = $Colour ? 'Ansi' : 'PlainText'
    try {
        $printed = & $Line | Out-String -Width $Width
    }
    finally {
        $PSStyle.OutputRendering = $before
    }

    $text = $printed -replace '\d{4}-\d\d-\d\d \d\d:\d\d:\d\d', 'T' -replace '(?<=\s)\d\d[-:]\d\d(?=\s)', 'T    ' -replace '[0-9a-f]{32}', 'R'
    (($text -split '\r?\n').TrimEnd() -join "`n").Trim("`n")
}

function Measure-Cell {
    <#
    .SYNOPSIS
    How many cells of a screen a text takes, as the engine itself counts them: wide characters take two.
    #>
    param([Parameter(ValueFromPipeline)] [AllowEmptyString()] [string] $Text)

    process {
        $Host.UI.RawUI.LengthInBufferCells($Text)
    }
}

function Invoke-Pwsh {
    <#
    .SYNOPSIS
    Runs another PowerShell to its end. The module under test is there as $env:BKJOB_MODULE, and the BKJOB_* variables connect to the
    simulator. Colours are taken out of what it printed, since error views colour even what is redirected; -Raw leaves them in.
    #>
    param([string[]] $Argument, $Simulator, [hashtable] $With = @{}, [string] $Typed = '', [switch] $Raw)

    $start = [Diagnostics.ProcessStartInfo]::new((Join-Path $PSHOME 'pwsh'), [string[]](@('-NoProfile') + $Argument))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.StandardOutputEncoding = $start.StandardErrorEncoding = [Text.UTF8Encoding]::new()
    $variables = @{ BKJOB_MODULE = Get-TestedModule; LANG = 'en_US.UTF-8'; LC_ALL = 'en_US.UTF-8' }
    if ($Simulator) {
        $variables += @{
            BKJOB_SERVER = $Simulator.Address; BKJOB_APP_CODE = 'ops'; BKJOB_APP_SECRET = 'demo-secret'; BKJOB_USERNAME = 'admin'
            BKJOB_BIZ_ID = '1'
        }
    }
    foreach ($some in $variables, $With) {
        $some.GetEnumerator() | ForEach-Object { $start.Environment[$_.Key] = $_.Value }
    }

    $process = [Diagnostics.Process]::Start($start)
    try {
        $output, $errors = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
        $process.StandardInput.Write($Typed)
        $process.StandardInput.Close()
        if (-not $process.WaitForExit(120000)) {
            throw 'PowerShell did not end.'
        }

        $colour = $Raw ? '(?!)' : "`e\[[\d;]*m"
        [pscustomobject]@{
            ExitCode = $process.ExitCode
            Output = $output.Result -replace $colour
            Error = $errors.Result -replace $colour
        }
    }
    finally {
        if (-not $process.HasExited) {
            $process.Kill($true)
        }
        $process.Dispose()
    }
}

function New-Shell {
    <#
    .SYNOPSIS
    A PowerShell that runs beside this one, with the module under test in it, connected to the simulator, to be stopped or looked into.
    The line has $server and $secret.
    #>
    param($Simulator, [string] $Line)

    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule((Get-TestedModule))
    $shell = [powershell]::Create($state)
    $script = "param(`$server, `$secret) Connect-BkJob `$server -AppCode ops -AppSecret `$secret -UserName admin -BizId 1; $Line"
    $shell.AddScript($script).AddArgument($Simulator.Address).AddArgument((Get-Secret))
}

function Wait-Until {
    <#
    .SYNOPSIS
    Waits for something that happens elsewhere. The bound only ends a test that has failed.
    #>
    param([scriptblock] $IsSo)

    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $IsSo)) {
        if ($clock.Elapsed.TotalSeconds -gt 60) {
            throw "It did not happen: $IsSo"
        }
        Start-Sleep -Milliseconds 20
    }
}
