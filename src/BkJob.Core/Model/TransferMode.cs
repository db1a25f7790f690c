namespace BkJob;

/// <summary>What happens if the target folder of a file does not exist (<c>transfer_mode</c>).</summary>
public enum TransferMode
{
    /// <summary>The transfer to the host fails.</summary>
    Strict = 1,

    /// <summary>The folder is created, and existing files are overwritten. The default of the server.</summary>
    Force = 2,
}
