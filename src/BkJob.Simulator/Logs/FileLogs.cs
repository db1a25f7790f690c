using System.Globalization;
using System.Text;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Logs;

/// <summary>An entry of a file log.</summary>
/// <param name="Target">The place of the target; null for an upload.</param>
/// <param name="SourcePath">The file on the source host.</param>
/// <param name="TargetPath">The file on the target; null for an upload.</param>
/// <param name="Status">0 pulling, 1 waiting, 2 uploading, 3 downloading, 4 finished, 5 failed.</param>
/// <param name="Text">One line for each change.</param>
/// <param name="Size">The readable size.</param>
/// <param name="Speed">The readable speed; empty if unknown.</param>
/// <param name="Progress">The progress in percent.</param>
internal sealed record FileRow(
    int? Target, string SourcePath, string? TargetPath, int Status, string Text, string Size, string Speed, string Progress)
{
    /// <summary>0 upload, 1 download.</summary>
    public int Mode => Target is null ? 0 : 1;
}

/// <summary>The transfers of a file step at one moment: one file after the other, each logged at every quarter.</summary>
internal sealed class FileLogs(JobView view, int index)
{
    private const int Waiting = 1;
    private const int Uploading = 2;
    private const int Downloading = 3;
    private const int Finished = 4;
    private const int Failed = 5;
    private const int Quarters = 4;

    private readonly SimulatedStep _step = view.Job.Steps[index];
    private readonly TimeSpan _elapsed = view.Now - view.StepStart(index);

    /// <summary>The entries of a target; none if it has not run.</summary>
    public IReadOnlyList<FileRow> Downloads(int place)
    {
        var state = view.Snapshot.Steps[index].Hosts[place];
        if (!state.HasRun)
        {
            return [];
        }

        var isComplete = state.HasEnded && !state.IsCut;
        var until = isComplete ? TimeSpan.MaxValue : state.IsCut && state.End < _elapsed ? state.End : _elapsed;
        var fails = isComplete && state.Status is not (HostCode.Succeeded or HostCode.SucceededBefore);
        return [.. Enumerable.Range(0, _step.Files).Select(file => Row(
            new Transfer(file, state.PlannedStart, state.PlannedEnd - state.PlannedStart),
            until,
            place,
            fails && file == _step.Files - 1 ? FailureText.Of(state.Status, HostTimeline.FailureIndex(_step, place)) : null))];
    }

    /// <summary>The entries of the source host, which uploads every file once, in the first fifth of the step.</summary>
    public IReadOnlyList<FileRow> Uploads()
    {
        var isOver = StatusCode.IsEnd(view.Snapshot.Steps[index].Status);
        var length = Seconds.ToTime(_step.Seconds) / 5;
        return [.. Enumerable.Range(0, _step.Files).Select(file =>
            Row(new Transfer(file, TimeSpan.Zero, length), isOver ? TimeSpan.MaxValue : _elapsed, null, null))];
    }

    private FileRow Row(Transfer transfer, TimeSpan until, int? target, string? cause)
    {
        var quarters = transfer.Quarters(until, _step.Files);
        var isUpload = target is null;
        var path = _step.FilePaths?[transfer.File]
            ?? string.Create(CultureInfo.InvariantCulture, $"/data/release/package-{transfer.File + 1}.tar.gz");
        var size = string.Create(CultureInfo.InvariantCulture, $"{7.3 + (transfer.File * 5.1):F1} MB");
        var speed = string.Create(CultureInfo.InvariantCulture, $"{(isUpload ? 10_240 : 8_192) + (transfer.File * 211):N0} KB/s");
        var status = cause is not null ? Failed
            : quarters is null ? Waiting
            : quarters == Quarters ? Finished
            : isUpload ? Uploading : Downloading;
        var shown = status == Failed ? 2 : quarters.GetValueOrDefault();
        var isKnown = status is not (Waiting or Failed);
        return new FileRow(
            target,
            path,
            isUpload ? null : _step.FileTarget.EndsWith('/') ? _step.FileTarget + path.Split('/')[^1] : _step.FileTarget,
            status,
            TextOf(transfer, path, size, speed, shown, isUpload, cause),
            isKnown ? size : "--",
            isKnown ? speed : "",
            $"{shown * 100 / Quarters}%");
    }

    private string TextOf(Transfer transfer, string path, string size, string speed, int quarters, bool isUpload, string? cause)
    {
        var text = new StringBuilder();
        for (var quarter = 0; quarter <= quarters; quarter++)
        {
            var state = quarter == Quarters ? "finished" : quarter == 0 ? "waiting" : isUpload ? "uploading" : "downloading";
            var line = quarter == 0 ? $"FileSize: -- State: {state}  Progress: 0%"
                : $"FileSize: {size} State: {state} Speed: {speed} Progress: {quarter * 100 / Quarters}%";
            text.Append(CultureInfo.InvariantCulture, $"[{TimeOf(transfer, quarter)}] FileName: {path} {line}\n");
        }

        if (cause is not null)
        {
            var detail = cause.Replace("[{time}] ", "", StringComparison.Ordinal).Replace(" {ip}", "", StringComparison.Ordinal);
            text.Append(
                CultureInfo.InvariantCulture,
                $"[{TimeOf(transfer, quarters)}] FileName: {path} FileSize: -- State: failed  Progress: 50% Detail: {detail}\n");
        }

        return text.ToString();
    }

    private string TimeOf(Transfer transfer, int quarter)
    {
        var sinceStart = transfer.StartOf(_step.Files) + (transfer.LengthOf(_step.Files) * (quarter / (double)Quarters));
        return ScriptLog.Format(view.StepStart(index) + sinceStart);
    }

    /// <summary>The n-th of several files that are transferred one after the other in a period.</summary>
    private readonly record struct Transfer(int File, TimeSpan Start, TimeSpan Length)
    {
        public TimeSpan LengthOf(int files) => Length / files;

        public TimeSpan StartOf(int files) => Start + (LengthOf(files) * File);

        /// <summary>How many quarters of the file are transferred; null before its turn.</summary>
        public int? Quarters(TimeSpan until, int files)
        {
            var gone = until == TimeSpan.MaxValue ? TimeSpan.MaxValue : until - StartOf(files);
            return gone < TimeSpan.Zero ? null
                : gone >= LengthOf(files) ? FileLogs.Quarters
                : (int)(gone / LengthOf(files) * FileLogs.Quarters);
        }
    }
}
