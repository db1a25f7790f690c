namespace BkJob.Hosts;

/// <summary>What a number of a host may be.</summary>
internal enum HostNumberKind
{
    /// <summary>64 bits.</summary>
    Long,

    /// <summary>32 bits.</summary>
    Int,

    /// <summary>A time, as <see cref="Protocol.JsonValues.TryEpoch(ref long)"/> takes it.</summary>
    Epoch,

    /// <summary>A duration, as <see cref="Protocol.JsonValues.AreMilliseconds"/> takes it.</summary>
    Milliseconds,
}
