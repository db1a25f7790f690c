using System.Management.Automation;
using BkJob.Operations;

namespace BkJob;

/// <summary>Local files that are sent in the body of a request.</summary>
internal static class LocalFiles
{
    /// <summary>The maximum size of all files. Gateways commonly accept bodies of 10 MB, of which Base64 uses a quarter more.</summary>
    private const long MaxBytes = 7 * 1024 * 1024;

    /// <summary>Reads files.</summary>
    /// <param name="paths">Paths of the session.</param>
    /// <param name="session">The session.</param>
    /// <exception cref="BkJobException">A file does not exist, or the files are too large.</exception>
    public static IReadOnlyList<ConfigFile> Read(IEnumerable<string> paths, SessionState session)
    {
        var files = new List<ConfigFile>();
        long total = 0;
        foreach (string path in paths)
        {
            string full = FileSystemPath.Resolve(session, path);
            string shown = TerminalText.Sanitize(full);
            try
            {
                if (Directory.Exists(full))
                {
                    throw ErrorRecords.InvalidValue(Messages.FormatFileIsFolder(shown), Messages.AdviceFileFolder);
                }

                long size = new FileInfo(full).Length;
                total += size;
                if (total > MaxBytes)
                {
                    throw ErrorRecords.InvalidValue(Messages.FormatFileTooLarge(shown, size, MaxBytes), Messages.AdviceFileTooLarge);
                }

                files.Add(new ConfigFile(Path.GetFileName(full), File.ReadAllBytes(full)));
            }
            catch (Exception e) when (FileSystemPath.IsFileError(e))
            {
                throw ErrorRecords.InvalidValue(Messages.FormatFileNotReadable(shown, TerminalText.Sanitize(e.Message)), Messages.AdviceLocalFile);
            }
        }

        return files.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw ErrorRecords.InvalidValue(Messages.FormatFileNameTwice(TerminalText.Sanitize(twice.Key)), Messages.AdviceLocalFile)
            : files;
    }
}
