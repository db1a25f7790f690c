using System.Management.Automation;

namespace BkJob.Views;

/// <summary>
/// Selects the table of a job that is emitted while others are awaited. The ordinary tables are measured by PowerShell, which holds the first
/// rows back for it; this one has fixed columns, so a row is on the screen as soon as the job is emitted.
/// </summary>
internal static class StreamedView
{
    /// <summary>Columns before those that are left out on a narrow screen: Id, Status and Name.</summary>
    private const int AlwaysShown = 3;

    /// <summary>Marks a job with the table that fits the screen.</summary>
    /// <param name="job">The job.</param>
    public static PSObject Select(JobInstance job)
    {
        var item = PSObject.AsPSObject(job);
        string name = $"{typeof(JobInstance).FullName}#Streamed{AlwaysShown + JobView.CountColumnsBehindName()}";
        if (item.TypeNames[0] != name)
        {
            item.TypeNames.Insert(0, name);
        }

        return item;
    }
}
