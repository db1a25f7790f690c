<#
.SYNOPSIS
Renders the pictures of the READMEs: runs the Demo's shell in a real terminal and writes what it displays as SVG.
.DESCRIPTION
Requires tmux 3 or later, which is the terminal, and a built Demo: dotnet build src/BkJob.Demo
.EXAMPLE
dotnet pwsh -NoProfile docs/pictures/render.ps1
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$Columns, $Rows = 100, 26
$Session = "bkjob-$PID"
$CellWidth, $LineHeight, $Margin = 8.4, 19, 14

# Until is what the screen displays when the picture is taken.
$Pictures = @(
    @{ Name = 'wait'; Title = 'Wait-BkJobInstance with progress bars'
        Command = '120..122 | Wait-BkJobInstance'; Until = '1/3 finished' }
    @{ Name = 'follow'; Title = 'Get-BkJobLog -Follow with a colour for each host'
        Command = 'Get-BkJobLog 121 -Follow -StepInstanceId 12101 -Ip 10.0.0.8, 10.0.0.9, 10.0.0.10'; Until = '10\.0\.0\.10 ended' }
)

$Foreground, $Background = '#d4d4d4', '#1e1e1e'
$Palette = '#000000', '#f14c4c', '#23d18b', '#e5c07b', '#569cd6', '#d670d6', '#29b8db', '#d4d4d4',
    '#808080', '#ff7b72', '#7ee787', '#f5f543', '#79c0ff', '#e2a0ff', '#76e3ea', '#ffffff'

# Two cells of a terminal: the characters of East Asian scripts.
$Wide = '[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]'

function Invoke-Tmux {
    tmux -L $Session -f /dev/null @args
    if ($LASTEXITCODE) {
        throw "tmux $args failed."
    }
}

function Send-Line([string] $Text) {
    Invoke-Tmux send-keys -t demo -l $Text
    Invoke-Tmux send-keys -t demo Enter
}

function Wait-Screen([string] $Pattern) {
    $end = [datetime]::UtcNow.AddSeconds(60)
    do {
        Start-Sleep -Milliseconds 100
        $screen = (Invoke-Tmux capture-pane -p -e -t demo) -join "`n"
        # Without the escape sequences, which can be between any two characters.
        if ($screen -replace '\e\[[\d;]*m' -match $Pattern) {
            return $screen
        }
    } while ([datetime]::UtcNow -lt $end)
    throw "The terminal does not display '$Pattern'."
}

function Get-Screen([string] $Command, [string] $Until) {
    # The jobs of the Demo start again, so that they run while the picture is taken.
    Send-Line 'Invoke-RestMethod "$env:BKJOB_SERVER/_sim/jobs/demo" -Method Post | Out-Null; Clear-Host; "ready"'
    $null = Wait-Screen '(?m)^ready'
    Send-Line 'Clear-Host'
    $null = Wait-Screen '^PS>\s*$'
    Send-Line $Command
    Wait-Screen $Until
    Invoke-Tmux send-keys -t demo C-c
    $null = Wait-Screen 'PS>\s*$'
}

# Splits a line into runs of one style and one width: Text, Column, Cells, Colour, IsBold, IsReverse.
function ConvertTo-Run([string] $Line, $Style) {
    $column = 0
    foreach ($part in [regex]::Matches($Line, "\e\[(?<codes>[\d;]*)m|(?<wide>$Wide+)|(?<text>(?:(?!\e|$Wide).)+)")) {
        if ($part.Groups['codes'].Success) {
            Set-Style $Style $part.Groups['codes'].Value
            continue
        }
        $isWide = $part.Groups['wide'].Success
        # A zero-width space takes no cell.
        $text = $part.Value -replace '\u200b'
        $cells = $text.Length * ($isWide ? 2 : 1)
        if ($text) {
            [pscustomobject]@{ Text = $text; Column = $column; Cells = $cells; Style = $Style.Clone() }
        }
        $column += $cells
    }
}

function Set-Style($Style, [string] $Codes) {
    foreach ($code in [int[]] ($Codes -split ';')) {
        switch ($code) {
            0 { $Style.Colour = $Foreground; $Style.IsBold = $Style.IsReverse = $false }
            1 { $Style.IsBold = $true }
            7 { $Style.IsReverse = $true }
            27 { $Style.IsReverse = $false }
            39 { $Style.Colour = $Foreground }
            { $_ -in 30..37 } { $Style.Colour = $Palette[$_ - 30] }
            { $_ -in 90..97 } { $Style.Colour = $Palette[$_ - 82] }
        }
    }
}

function ConvertTo-Svg([string] $Screen, [string] $Title) {
    $lines = $Screen.TrimEnd() -split '\n'
    $style = @{ Colour = $Foreground; IsBold = $false; IsReverse = $false }
    $width = [int] ($Columns * $CellWidth + 2 * $Margin)
    $height = $lines.Count * $LineHeight + 2 * $Margin
    "<svg xmlns=""http://www.w3.org/2000/svg"" viewBox=""0 0 $width $height"" width=""$width"" height=""$height"" role=""img"">"
    "<title>$([Security.SecurityElement]::Escape($Title))</title>"
    '<style>text{font:14px ui-monospace,"Cascadia Mono","Sarasa Mono SC",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;white-space:pre}</style>'
    "<rect width=""100%"" height=""100%"" rx=""8"" fill=""$Background""/>"
    for ($row = 0; $row -lt $lines.Count; $row++) {
        ConvertTo-Run $lines[$row] $style | ForEach-Object { ConvertTo-Element $_ ($Margin + $row * $LineHeight) }
    }
    '</svg>'
}

function ConvertTo-Element($Run, [int] $Top) {
    $left = [math]::Round($Margin + $Run.Column * $CellWidth, 1)
    $length = [math]::Round($Run.Cells * $CellWidth, 1)
    $colour = $Run.Style.Colour
    if ($Run.Style.IsReverse) {
        "<rect x=""$left"" y=""$Top"" width=""$length"" height=""$LineHeight"" fill=""$colour""/>"
        $colour = $Background
    }
    if ($Run.Text.Trim()) {
        $weight = $Run.Style.IsBold ? ' font-weight="bold"' : ''
        # textLength keeps the columns in line, whatever font a viewer has.
        "<text x=""$left"" y=""$($Top + 14)"" fill=""$colour""$weight textLength=""$length"" lengthAdjust=""spacingAndGlyphs"" xml:space=""preserve"">" +
            "$([Security.SecurityElement]::Escape($Run.Text))</text>"
    }
}

$demo = "env -u NO_COLOR TERM=xterm-256color LANG=C.UTF-8 dotnet run --no-build --project '$PSScriptRoot/../../src/BkJob.Demo' -- --shell"
Invoke-Tmux new-session -d -x $Columns -y $Rows -s demo $demo
try {
    $null = Wait-Screen '(?m)^PS '
    Send-Line 'function prompt { "PS> " }'
    foreach ($picture in $Pictures) {
        $screen = Get-Screen $picture.Command $picture.Until | Select-Object -First 1
        ConvertTo-Svg $screen $picture.Title | Set-Content "$PSScriptRoot/$($picture.Name).svg"
    }
}
finally {
    tmux -L $Session kill-server
}
