using System.Globalization;
using System.Text;

namespace BkJob.Benchmarks.Server;

/// <summary>The log of a host that writes a line per second. Each line begins with the moment at which the server has it.</summary>
/// <param name="start">The moment of the first line, in milliseconds since 1970.</param>
/// <param name="interval">The time from one line to the next, in milliseconds.</param>
internal sealed class GrowingLog(double start, double interval)
{
    private readonly StringBuilder _text = new();
    private int _lines;

    /// <summary>The text that exists at a moment; not earlier than that of the previous call.</summary>
    public string GetText(long moment)
    {
        lock (_text)
        {
            for (; start + (_lines * interval) is var written && written <= moment; _lines++)
            {
                string line = string.Create(CultureInfo.InvariantCulture, $"{(long)written} archived {_lines:00000}.log ");
                _text.Append(LogBody.WriteLine(line));
            }

            return _text.ToString();
        }
    }
}
