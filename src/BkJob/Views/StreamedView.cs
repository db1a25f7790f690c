using System.Management.Automation;

namespace BkJob.Views;

/// <summary>
/// Selects the table of a job that is emitted while others are awaited. PowerShell delays the first rows of ordinary tables to measure
/// them; this one has fixed columns, so a row is displayed as soon as the job is emitted.
/// </summary>
internal static class StreamedView
{
    /// <summary>The number of columns that are always displayed: Id, Status and Name.</summary>
    private const int AlwaysShown = 3;

    /// <summary>Separates the name of a type from that of its view.</summary>
    public const char Separator = '#';

    /// <summary>Marks a job with the table that fits the screen.</summary>
    /// <param name="job">The job.</param>
    public static PSObject Select(JobInstance job)
    {
        var item = PSObject.AsPSObject(job);
        string name = $"{typeof(JobInstance).FullName}{Separator}Streamed{AlwaysShown + JobView.CountColumnsBehindName()}";
        if (item.TypeNames[0] != name)
        {
            item.TypeNames.Insert(0, name);
        }

        return item;
    }
}
