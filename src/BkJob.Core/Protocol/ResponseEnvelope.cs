namespace BkJob.Protocol;

/// <summary>
/// The envelope that ESB, API gateway and Job put around the result of every call. Fields, because they are set while the body is read;
/// null if the body has no value.
/// </summary>
internal class ResponseEnvelope
{
    /// <summary>Whether a text was truncated because of its length.</summary>
    public bool IsShortened;

    public bool? Result;
    public string? Code;
    public string? Message;

    /// <summary>v4 returns an error instead of <see cref="Result"/> and <see cref="Code"/>, with a name and a specific message.</summary>
    public bool HasError;
    public string? ErrorName;
    public string? DetailMessage;

    public string? RequestId;
    public string? JobRequestId;

    /// <summary>Whether the body has a result.</summary>
    public bool HasData;

    public List<PermissionFields> Permissions { get; } = [];

    /// <summary>The permission and resource that are being read.</summary>
    public PermissionFields Permission => Permissions[^1];

    public ResourceFields Resource => Permission.Resources[^1];

    /// <summary>A permission to request.</summary>
    internal sealed class PermissionFields
    {
        public string? Id;
        public string? Name;
        public List<ResourceFields> Resources { get; } = [];
    }

    internal sealed class ResourceFields
    {
        public string? Id;
        public string? Type;
        public string? Name;
    }
}
