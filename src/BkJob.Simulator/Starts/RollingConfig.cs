using System.Globalization;
using System.Text.RegularExpressions;
using BkJob.Simulator.Operations;

namespace BkJob.Simulator.Starts;

/// <summary>A start in batches.</summary>
/// <param name="Expression">The sizes of the batches, such as "10%" or "1 5 +10"; the last one repeats.</param>
/// <param name="Mode">1 pause on failure, 2 ignore failures, 3 manual.</param>
internal sealed partial record RollingConfig(string Expression, int Mode)
{
    public const int IgnoreFailure = 2;
    public const int Manual = 3;
    public const int MaxBatches = 200;

    public static RollingConfig? Read(JobCall call)
    {
        if (call.Api == ServerApis.EsbV2 || call.Parameters.Json("rolling_config") is not { } json)
        {
            return null;
        }

        var config = new RollingConfig(json.Text("expression") ?? "", (int)(json.Number("mode") ?? 1));
        return Syntax().IsMatch(config.Expression) && config.Mode is >= 1 and <= Manual
            ? config
            : throw new StartRejectedException(call.Messages.Starts.InvalidRolling);
    }

    /// <summary>The number of batches, at most one more than the maximum.</summary>
    public int Batches(int targets)
    {
        var sizes = Expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (batches, last, left) = (0, 0, targets);
        while (left > 0 && batches <= MaxBatches)
        {
            last = SizeOf(sizes[Math.Min(batches, sizes.Length - 1)], last, targets);
            left -= last;
            batches++;
        }

        return Math.Max(1, batches);
    }

    private static int SizeOf(string text, int last, int targets) => text switch
    {
        [.. var percent, '%'] => Math.Max(1, (int)Math.Ceiling(targets * Number(percent) / 100.0)),
        ['+', .. var more] => last + Number(more),
        _ => Number(text),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(([1-9]\d{0,5}|\+[1-9]\d{0,5}|([1-9]\d?|100)%)( +|$))+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Syntax();
}
