using System.Globalization;

namespace BkJob;

/// <summary>A host of a target, by ID, address, or both.</summary>
/// <param name="Id">Host ID of the CMDB; null if it is not known.</param>
/// <param name="Address">Address with its cloud area, such as <c>0:10.0.0.7</c>; null if it is not known.</param>
internal readonly record struct TargetHost(long? Id, string? Address)
{
    /// <summary>Both, if both are known, as in <c>101 (0:10.0.0.7)</c>: a request contains the ID, and a user recognizes the address.</summary>
    // Displaying only one of them would hide a wrong pair: another host than the displayed one would run the job.
    public override string ToString() =>
        Id is not { } id ? Address ?? ""
        : Address is null ? id.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{id} ({Address})");
}
