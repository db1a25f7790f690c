using BkJob.Protocol;

namespace BkJob.Starts;

/// <summary>How the hosts of a step are divided into batches that run one after the other. From Job 3.6.</summary>
/// <param name="Expression">The sizes of the batches, such as <c>10%</c> or <c>1 5 +10</c>.</param>
/// <param name="Mode">What happens between two batches.</param>
internal sealed record RollingConfig(string Expression, RollingMode Mode)
{
    /// <summary>Writes the properties of <c>rolling_config</c>.</summary>
    public void Write(ParameterWriter rolling)
    {
        rolling.Text("expression", Expression);
        rolling.Number("mode", (long)Mode);
    }
}
