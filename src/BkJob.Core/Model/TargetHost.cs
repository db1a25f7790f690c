namespace BkJob;

/// <summary>A host of a target, by ID, address, or both.</summary>
/// <param name="Id">Host ID of the CMDB; null if it is not known.</param>
/// <param name="Address">Address with its cloud area, such as <c>0:10.0.0.7</c>; null if it is not known.</param>
internal readonly record struct TargetHost(long? Id, string? Address);
