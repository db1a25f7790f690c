namespace BkJob.Streaming;

/// <summary>The column of a value of a host: a text, or a number of a kind.</summary>
internal readonly record struct HostField(HostText? Text, HostNumber? Number, HostNumberKind Kind);
