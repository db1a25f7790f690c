using System.Globalization;
using System.Text;

namespace BkJob.Logs;

/// <summary>
/// The folder that logs are saved in: <c>JOBID/STEPID/CLOUD_ADDRESS.log</c>, and <c>JOBID/index.csv</c>. Each log is written when it is
/// added, and nothing of it is kept.
/// </summary>
/// <param name="path">The folder.</param>
/// <param name="overwrites">Whether existing files are overwritten.</param>
internal sealed class LogFolder(string path, bool overwrites) : IDisposable
{
    /// <summary>Text as PowerShell 7 writes it: UTF-8 without a byte order mark.</summary>
    public static readonly Encoding Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The files of this folder that belong to a log that was added. Some file systems ignore case.</summary>
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The jobs whose index was opened, and whether it can be written.</summary>
    private readonly Dictionary<long, bool> _indexes = [];

    private LogIndex? _index;

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Creates the folder, and checks that files can be created in it.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(path);
        string probe = System.IO.Path.Combine(path, $".bkjob-{Guid.NewGuid():N}");
        using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }

    /// <summary>The file of a log. A second log of the same name gets a number.</summary>
    public string GetPath(HostLog log)
    {
        string folder = System.IO.Path.Combine(GetJobFolder(log), log.StepInstanceId.ToString(CultureInfo.InvariantCulture));
        string name = LogFileName.Get(log);
        string file = System.IO.Path.Combine(folder, name + LogFileName.Extension);
        for (int number = 2; !_used.Add(file); number++)
        {
            file = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}{LogFileName.Extension}"));
        }

        return file;
    }

    /// <summary>The index of the job of a log.</summary>
    public string GetIndexPath(HostLog log) => System.IO.Path.Combine(GetJobFolder(log), LogIndex.FileName);

    /// <summary>Writes the text of a log to its file.</summary>
    // Written under another name first, so that a full disk leaves neither half of a log nor a damaged older one.
    public void Save(HostLog log, FileInfo file)
    {
        if (!overwrites && System.IO.Path.Exists(file.FullName))
        {
            throw new IOException(Messages.FileExists);
        }

        Directory.CreateDirectory(file.DirectoryName!);
        string temporary = System.IO.Path.Combine(file.DirectoryName!, $".bkjob-{Guid.NewGuid():N}.partial");
        try
        {
            using (StreamWriter writer = Open(temporary, FileMode.CreateNew))
            {
                writer.Write(log.Content);
            }

            File.Move(temporary, file.FullName, overwrites);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        file.Refresh();
    }

    /// <summary>Opens a file for text. Only the user can read a new one: a log can contain what the script had access to.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mode">How it is opened.</param>
    public static StreamWriter Open(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new StreamWriter(file, Encoding, options);
    }

    /// <summary>Adds a log to the index of its job.</summary>
    /// <param name="log">The log.</param>
    /// <param name="file">Its file; null if the server has no log.</param>
    /// <exception cref="IOException">The index cannot be written. Reported once for each job.</exception>
    public void AddToIndex(HostLog log, FileInfo? file)
    {
        if (_index?.JobInstanceId != log.JobInstanceId)
        {
            OpenIndex(log);
        }

        _index?.Add(log, file);
    }

    /// <summary>Closes the index.</summary>
    public void Dispose() => _index?.Dispose();

    private string GetJobFolder(HostLog log) =>
        System.IO.Path.Combine(path, log.JobInstanceId.ToString(CultureInfo.InvariantCulture));

    private void OpenIndex(HostLog log)
    {
        _index?.Dispose();
        _index = null;
        bool isFirst = _indexes.TryAdd(log.JobInstanceId, false);
        if (isFirst || _indexes[log.JobInstanceId])
        {
            _index = LogIndex.Open(log.JobInstanceId, GetIndexPath(log), replaces: isFirst && overwrites);
            _indexes[log.JobInstanceId] = true;
        }
    }
}
