using System.Text.RegularExpressions;

namespace BkJob.Module.Tests.Logs;

/// <summary>What the screen shows of logs, groups, lines and file transfers.</summary>
public sealed class LogViewTests
{
    private const string Logs = """
        $logs = (New-Log 10.0.0.7 "Stopping`r`n    at x`ty`n`nfailed`n"), (New-Log 10.0.0.14 $null @{ ExitCode = $null; Status = 102; Attempt = 1 }),
            (New-Log 10.0.0.20 '' @{ Status = 9; ExitCode = 0 });
        """;

    [Fact]
    public void Log_is_a_block_below_its_host()
    {
        AssertScreen(Logs + "$logs", """

            ✗ 10.0.0.7  NonZeroExitCode (exit code 2)  step 200 Restart web tier
              Stopping
                  at x	y

              failed

            ✗ 10.0.0.14  ScriptTimeout  step 200 Restart web tier  attempt 2
              (no log)

            ✓ 10.0.0.20  Succeeded (exit code 0)  step 200 Restart web tier
              (empty log)


            """);
    }

    [Fact]
    public void Table_of_logs_has_the_last_line_of_each()
    {
        AssertScreen(Logs + "$logs | Format-Table", """

            Status               Address            ExitCode LastLine
            ------               -------            -------- --------
            ✗ NonZeroExitCode    10.0.0.7                  2 failed
            ✗ ScriptTimeout      10.0.0.14                 - (no log)
            ✓ Succeeded          10.0.0.20                 0 (empty log)


            """);
    }

    [Fact]
    public void Group_is_a_block_below_its_hosts()
    {
        AssertScreen("1..14 | ForEach-Object { New-Log \"10.0.0.$_\" \"same`ntext\" @{ Status = 101 + $_ % 4 } } | Group-BkJobLog; (New-Log 10.0.0.99 x @{ ExitCode = $null; Status = 9 }) | Group-BkJobLog", """

            ✗ 14 hosts  exit code 2  ScriptFailed, ScriptTimeout, ScriptTerminated, NonZeroExitCode
              10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6, 10.0.0.7, 10.0.0.8, 10.0.0.9, 10.0.0.10, 10.0.0.11, 10.0.0.12, … 2 more
              same
              text

            ✓ 1 host  Succeeded
              10.0.0.99
              x


            """, width: 160);
    }

    [Theory]
    [InlineData("$things", true)]
    [InlineData("$things | Format-List", true)]
    [InlineData("$things | Format-Table", true)]
    [InlineData("$things | Format-Custom", true)]
    [InlineData("1; $things", true)]
    [InlineData("$things | Group-BkJobLog", true)]
    [InlineData("$things | Group-BkJobLog | Format-List", true)]
    [InlineData("$things | Group-BkJobLog | Format-Table", false)]
    [InlineData("1; $things | Group-BkJobLog", true)]
    [InlineData("$things.Files", true)]
    [InlineData("$things.Files | Format-List", true)]
    [InlineData("1; $things.Files", true)]
    public void Control_characters_never_reach_the_screen(string line, bool hasText)
    {
        const string Evil = "\"a`e[2Jb`rc`bd`u{202E}e`u{9B}f`n`e]0;g`a`nlast`e[H\"";
        using Session session = LogSession.Create(hasColour: true);
        session.Run($$"""
            $evil = {{Evil}}
            $file = [pscustomobject]@{ Mode = 1; Status = 4; SourcePath = $evil; DestinationPath = $evil; SourceAddress = $evil; Size = $evil; Speed = $evil; Progress = $evil; Content = $evil }
            $things = New-Log 10.0.0.7 $evil @{ StepName = $evil; Ipv6 = $evil; ContainerName = $evil; Files = @($file) }
            """).ThrowIfFailed();
        string screen = session.Print(line);
        Assert.True(!hasText || screen.Contains("␛[H", StringComparison.Ordinal), screen);
        string plain = Regex.Replace(screen, "\e\\[[0-9;]*m", "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(plain, character => (char.IsControl(character) && character is not ('\n' or '\t')) || character == '\u202E');
    }

    [Theory]
    [InlineData("10.0.0.7", 0, "10.0.0.7        │ text")]
    [InlineData("10.0.0.7", 1, "10.0.0.7#2      │ text")]
    [InlineData("2001:db8:1111:2222:3333:4444:5555:6666", 0, "2001:db8:1111:2222:3333:4444:5555:6666 │ text")]
    public void Line_follows_its_host(string host, int attempt, string shown) => Assert.Equal(shown, FormatLine(host, attempt, "PlainText"));

    [Fact]
    public void Colour_of_a_line_identifies_the_host_only()
    {
        string[] colours = FormatLines("1..60 | ForEach-Object { Format-Line \"10.0.0.$_\" ($_ % 3) }", "Ansi");
        Assert.Equal(
            ["33", "34", "35", "36", "93", "94", "95", "96"],
            colours.Select(line => Regex.Match(line, "^\e\\[(?<colour>\\d+)m", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["colour"].Value).Distinct().Order());
        Assert.Equal(colours[..7], FormatLines("1..7 | ForEach-Object { Format-Line \"10.0.0.$_\" ($_ % 3) }", "Ansi"));
    }

    [Fact]
    public void NO_COLOR_removes_the_colour_of_lines()
    {
        Environment.SetEnvironmentVariable("NO_COLOR", "1");
        try
        {
            Assert.Equal("10.0.0.7        │ text", FormatLine("10.0.0.7", 0, "Ansi"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", null);
        }
    }

    private static string FormatLine(string host, int attempt, string rendering) =>
        FormatLines($"Format-Line '{host}' {attempt}", rendering).Single();

    private static string[] FormatLines(string line, string rendering)
    {
        using var session = new Session();
        return session.Run($$"""
            function Format-Line($ip, $attempt) { [BkJob.Views.LogView]::Line([pscustomobject]@{ Ip = $ip; Attempt = $attempt; Text = 'text' }) }
            # The setting belongs to the process.
            $before = $PSStyle.OutputRendering
            $PSStyle.OutputRendering = '{{rendering}}'
            try { {{line}} } finally { $PSStyle.OutputRendering = $before }
            """).ThrowIfFailed().As<string>();
    }

    private static void AssertScreen(string line, string expected, int width = 80)
    {
        using Session session = LogSession.Create(width);
        string[] lines = [.. session.Print(line).Split('\n').Select(each => each.TrimEnd())];
        Assert.Equal(expected.ReplaceLineEndings("\n").Trim('\n'), string.Join('\n', lines).Trim('\n'));
    }
}
