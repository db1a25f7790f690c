# The simulator as a process of its own, and what a test moves it with.

$script:Slow = [timespan]::FromSeconds(60)

# Every test calls the simulator several times: Invoke-RestMethod and its session would take most of that time.
$script:Http = [Net.Http.HttpClient]::new()

function Start-Simulator {
    <#
    .SYNOPSIS
    Starts the built simulator on a free port and waits for its greeting, which names the address.
    #>
    param([string[]] $Argument = @())

    $built = Join-Path $PSScriptRoot '../../src/BkJob.Simulator/bin/*/net10.0/BkJob.Simulator.dll'
    $program = Get-Item $built -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) {
        throw 'The simulator is not built: run dotnet build first.'
    }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', [string[]](@($program.FullName, '--port', '0') + $Argument))
    $start.RedirectStandardOutput = $true
    $start.StandardOutputEncoding = [Text.UTF8Encoding]::new()
    $process = [Diagnostics.Process]::Start($start)
    $greeting = $process.StandardOutput.ReadLineAsync()
    if (-not $greeting.Wait($script:Slow) -or $greeting.Result -notmatch 'simulator at (?<address>http://\S+)') {
        $process.Kill($true)
        throw "The simulator did not come up: $($greeting.IsCompleted ? $greeting.Result : 'it said nothing')"
    }

    [pscustomobject]@{ Address = $Matches.address; Process = $process }
}

function Stop-Simulator {
    param($Simulator)

    # Where BeforeAll has failed there is none.
    if ($Simulator) {
        $Simulator.Process.Kill($true)
        $Simulator.Process.WaitForExit()
        $Simulator.Process.Dispose()
    }
}

function Send-Simulator {
    <#
    .SYNOPSIS
    Calls the control API, as in Send-Simulator $simulator Post clock/advance @{ seconds = 5 }.
    #>
    param($Simulator, [string] $Method, [string] $Path, $Body)

    $request = [Net.Http.HttpRequestMessage]::new($Method, "$($Simulator.Address)/_sim/$Path")
    if ($null -ne $Body) {
        $request.Content = [Net.Http.StringContent]::new((ConvertTo-Json $Body -Depth 9))
    }
    $response = $script:Http.Send($request).EnsureSuccessStatusCode()
    # An array of the response comes out as its items.
    [IO.StreamReader]::new($response.Content.ReadAsStream()).ReadToEnd() | ConvertFrom-Json
}

Export-ModuleMember -Function *-Simulator
