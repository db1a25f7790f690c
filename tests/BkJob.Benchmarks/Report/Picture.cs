using System.Globalization;
using System.Security;
using System.Text;

namespace BkJob.Benchmarks.Report;

/// <summary>Draws panels side by side as SVG, with colours that can be told apart by those who see few.</summary>
internal static class Picture
{
    private const int PanelWidth = 460;
    private const int Height = 360;
    private const int Left = 60;
    private const int Right = 36;
    private const int Top = 110;
    private const int Bottom = 50;
    private const int Steps = 5;
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#888888"];

    public static string Of(IReadOnlyList<Panel> panels)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12"
                viewBox="0 0 {PanelWidth * panels.Count} {Height}">
            <rect width="100%" height="100%" fill="#ffffff"/>

            """);
        for (int i = 0; i < panels.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({i * PanelWidth} 0)\">\n");
            Draw(svg, panels[i]);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Panel panel)
    {
        double mostHosts = panel.Series.Max(series => series.Points.Max(point => point.Hosts));
        double step = RoundUp(panel.Series.Max(series => series.Points.Max(point => point.Value)) / Steps);
        Write(svg, Left, 22, panel.Title, "font-size=\"14\" font-weight=\"bold\"");
        for (int i = 0; i <= Steps; i++)
        {
            double y = Y(i, Steps);
            Line(svg, Left, y, PanelWidth - Right, y, "#dddddd");
            Write(svg, Left - 6, y + 4, (i * step).ToString(CultureInfo.InvariantCulture), "text-anchor=\"end\"");
            double hosts = mostHosts * i / Steps;
            Write(svg, X(hosts, mostHosts), Height - Bottom + 18, Words.Count((long)hosts), "text-anchor=\"middle\"");
        }

        Write(svg, (Left + PanelWidth - Right) / 2, Height - 12, "hosts", "text-anchor=\"middle\"");
        for (int i = 0; i < panel.Series.Count; i++)
        {
            Draw(svg, panel.Series[i], i, mostHosts, step * Steps);
        }
    }

    private static void Draw(StringBuilder svg, Series series, int number, double mostHosts, double mostValue)
    {
        string colour = Colours[number];
        double key = 40 + (number * 16);
        Line(svg, Left, key, Left + 18, key, colour, 2);
        Write(svg, Left + 24, key + 4, series.Name, "");
        var points = series.Points.Select(point => (X: X(point.Hosts, mostHosts), Y: Y(point.Value, mostValue))).ToArray();
        string path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.#},{point.Y:0.#}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n");
        foreach ((double x, double y) in points)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3\" fill=\"{colour}\"/>\n");
        }
    }

    private static double X(double hosts, double most) => Left + (hosts / most * (PanelWidth - Left - Right));

    private static double Y(double value, double most) => Height - Bottom - (value / most * (Height - Top - Bottom));

    /// <summary>To a number that is easy to read on an axis.</summary>
    private static double RoundUp(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * new[] { 1, 1.5, 2, 2.5, 4, 5, 8, 10 }.First(digit => digit * power >= value);
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, string colour, int width = 1) => svg.Append(
        CultureInfo.InvariantCulture,
        $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>\n");

    private static void Write(StringBuilder svg, double x, double y, string text, string more) => svg.Append(
        CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" {more}>{SecurityElement.Escape(text)}</text>\n");
}
