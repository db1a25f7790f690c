namespace BkJob.Hosts;

/// <summary>Where a value of a host goes: a column of texts, or one of numbers of a kind.</summary>
internal readonly record struct HostField(HostText? Text, HostNumber? Number, HostNumberKind Kind);
