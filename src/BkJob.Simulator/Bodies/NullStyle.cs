namespace BkJob.Simulator.Bodies;

/// <summary>What a body does with a field that has no value.</summary>
internal enum NullStyle
{
    /// <summary>It writes null.</summary>
    Written,

    /// <summary>It leaves the field out.</summary>
    Dropped,
}
