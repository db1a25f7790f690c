namespace BkJob.Protocol;

/// <summary>What becomes of the hosts in an answer.</summary>
/// <param name="AreSent">Whether the server sends them, as it was asked to or because it always does.</param>
/// <param name="IsWanted">Whether they are wanted one by one and not only counted, which only the status tells.</param>
/// <param name="Only">Those with which statuses; null for all.</param>
/// <param name="EmptyIsLeftOut">Whether the API sends nothing in place of an empty list.</param>
internal readonly record struct HostsAsked(
    bool AreSent, HostsWanted IsWanted, Func<IpStatus, bool>? Only = null, bool EmptyIsLeftOut = false);
