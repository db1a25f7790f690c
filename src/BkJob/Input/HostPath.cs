namespace BkJob;

/// <summary>Paths on hosts, of Linux or Windows.</summary>
internal static class HostPath
{
    /// <summary>Checks that a path is absolute. The server accepts a relative one, and the job then fails.</summary>
    /// <param name="path">The path.</param>
    /// <param name="advice">The recommended action.</param>
    /// <exception cref="BkJobException">It is not absolute.</exception>
    public static void Check(string path, string advice)
    {
        bool isWindows = path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/';
        bool isPattern = path.StartsWith("REGEX:", StringComparison.Ordinal);
        if (!path.StartsWith('/') && !isWindows && !isPattern)
        {
            throw ErrorRecords.InvalidValue(Messages.FormatPathNotAbsolute(Argument.Quote(path)), advice);
        }
    }
}
