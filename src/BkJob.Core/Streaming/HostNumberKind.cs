namespace BkJob.Streaming;

/// <summary>The kinds of numbers of a host.</summary>
internal enum HostNumberKind
{
    /// <summary>64 bits.</summary>
    Long,

    /// <summary>32 bits.</summary>
    Int,

    /// <summary>A time, as <see cref="Protocol.JsonValues.TryEpoch(ref long)"/> accepts it.</summary>
    Epoch,

    /// <summary>A duration, as <see cref="Protocol.JsonValues.AreMilliseconds"/> accepts it.</summary>
    Milliseconds,
}
