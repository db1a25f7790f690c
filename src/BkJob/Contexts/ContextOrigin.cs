namespace BkJob;

/// <summary>
/// The reference of an object to the context that it was read with: sufficient to find the context again, and without its secrets.
/// </summary>
/// <param name="context">The context.</param>
internal sealed class ContextOrigin(BkJobContext context) : IWebOrigin
{
    // Weak: an object that a user keeps must not keep a connection and its secrets alive.
    private readonly WeakReference<BkJobContext> _context = new(context);
    private readonly (Uri Server, BkJobApi Api, string? TenantId) _place = GetPlace(context);

    /// <summary>Name of the context.</summary>
    public string Name { get; } = context.Name;

    /// <summary>Server of the context.</summary>
    public Uri Server => _place.Server;

    /// <inheritdoc/>
    public Uri? WebUrl { get; } = context.WebUrl;

    /// <summary>
    /// Finds the context, also in a runspace other than its own. A context of the same name that was connected to the same place since, for
    /// example with a new token, takes its place; one that was connected to another server does not.
    /// </summary>
    /// <returns>Null if the context no longer exists.</returns>
    public BkJobContext? Find() =>
        _context.TryGetTarget(out BkJobContext? own) && own.IsConnected ? own
        : ContextStore.Current.Get(Name) is { } successor && GetPlace(successor) == _place ? successor
        : null;

    /// <summary>Whether IDs that were read with this context identify the same objects in another one, also over another API of the server.</summary>
    public bool IsOfSameServer(BkJobContext context) =>
        _place.Server.Authority == context.Server.Authority && _place.TenantId == context.TenantId;

    private static (Uri Server, BkJobApi Api, string? TenantId) GetPlace(BkJobContext context) =>
        (context.Server, context.Api, context.TenantId);
}
