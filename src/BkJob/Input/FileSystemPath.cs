using System.Management.Automation;

namespace BkJob;

/// <summary>Paths that a user specifies.</summary>
internal static class FileSystemPath
{
    /// <summary>
    /// Resolves a path of the session, which can be relative to its location, on a drive of PowerShell or begin with <c>~</c>. Wildcard
    /// characters are literal, and the path does not need to exist.
    /// </summary>
    /// <exception cref="BkJobException">It is not a path of the file system.</exception>
    public static string Resolve(SessionState session, string path)
    {
        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? resolved
                : throw ErrorRecords.InvalidValue(Messages.FormatPathNotFileSystem(Argument.Quote(path), provider.Name));
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw ErrorRecords.InvalidValue(TerminalText.Sanitize(e.Message));
        }
    }

    /// <summary>Whether an exception reports that a file or folder cannot be used.</summary>
    public static bool IsFileError(Exception e) =>
        e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;
}
