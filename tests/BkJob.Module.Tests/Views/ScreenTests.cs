using System.Text;
using System.Text.RegularExpressions;

namespace BkJob.Module.Tests;

/// <summary>
/// The exact screens of Screens.txt. T stands for a time, R for a request ID, SERVER___ for the address of the server.
/// </summary>
public sealed partial class ScreenTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly Snapshot Screens = new("Views", "Screens.txt");

    [Fact]
    public void Screens_are_as_expected()
    {
        var actual = new StringBuilder();
        foreach (Match heading in Heading().Matches(Screens.Expected))
        {
            string screen = Print(int.Parse(heading.Groups["width"].Value, null), heading.Groups["line"].Value);
            actual.Append(heading.Value).Append("\n\n").Append(screen).Append("\n\n");
        }

        Screens.AssertEqual(actual.ToString());
    }

    private string Print(int width, string line)
    {
        using Session session = Session.ConnectedTo(simulator.Server, width: width);
        string address = simulator.Server.Address.ToString().TrimEnd('/');
        string screen = session.Print(line).Replace(address, "SERVER".PadRight(address.Length, '_'), StringComparison.Ordinal);
        string[] lines = [.. screen.Split('\n').Select(each => ShortTime().Replace(each, "T    ").TrimEnd())];
        Assert.All(lines, each => Assert.InRange(TestRawUI.CountCells(each), 0, width));
        return RequestId().Replace(FullTime().Replace(string.Join('\n', lines), "T"), "R").Trim('\n');
    }

    [GeneratedRegex("^## (?<width>[0-9]+) columns: (?<line>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<=\s)\d\d[-:]\d\d(?=\s)")]
    private static partial Regex ShortTime();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex FullTime();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RequestId();
}
