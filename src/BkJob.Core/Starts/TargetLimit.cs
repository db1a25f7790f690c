namespace BkJob.Starts;

/// <summary>Limits the number of hosts of a start (<c>-MaxTarget</c>).</summary>
internal static class TargetLimit
{
    /// <summary>Checks that targets do not have more hosts than allowed. A host of several targets counts once.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="max">The maximum; null for none.</param>
    /// <returns>
    /// The nodes, groups and containers that the limit does not cover, because only the server can count them; empty if there are none or no limit.
    /// </returns>
    /// <exception cref="BkJobException">The targets have too many hosts.</exception>
    public static IReadOnlyList<string> Check(IEnumerable<BkJobTarget> targets, long? max)
    {
        if (max is null)
        {
            return [];
        }

        var builder = new TargetBuilder();
        foreach (BkJobTarget target in targets)
        {
            builder.Add(target);
        }

        BkJobTarget all = builder.Build();
        return all.Count <= max
            ? all.DynamicParts
            : throw BkJobException.CreateUnsent(BkJobErrorKind.TooManyTargets, CoreMessages.FormatTargetTooMany(all.Count, max));
    }
}
