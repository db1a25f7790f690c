namespace BkJob.Simulator.Bodies;

/// <summary>How a field without a value is written.</summary>
internal enum NullStyle
{
    /// <summary>It is null.</summary>
    Written,

    /// <summary>It is omitted.</summary>
    Dropped,
}
