from django.urls import path

from live.blog.views import blogs, comments, embedding, entries, feeds, settings, writing

app_name = "blog"
urlpatterns = [
    path("", blogs.blogs, name="blogs"),
    path("<slug:slug>/", blogs.blog, name="blog"),
    path("<slug:slug>/comments/", comments.comment, name="comment"),
    path("<slug:slug>/embed/", embedding.embedded, name="embedded"),
    path("<slug:slug>/feed.rss", feeds.rss, name="rss"),
    path("<slug:slug>/feed.atom", feeds.atom, name="atom"),
    path("<slug:slug>/feed.json", feeds.json, name="json"),
    path("<slug:slug>/entries/", writing.write, name="write"),
    path("<slug:slug>/entries/<int:number>/", entries.entry, name="entry"),
    path("<slug:slug>/entries/<int:number>/edit/", writing.edit, name="edit"),
    path("<slug:slug>/entries/<int:number>/delete/", writing.delete, name="delete"),
    path("<slug:slug>/entries/<int:number>/pin/", writing.pin, name="pin"),
    path("<slug:slug>/entries/<int:number>/key/", writing.key, name="key"),
    path("<slug:slug>/entries/<int:number>/files/<slug:key>/", entries.whole, name="file"),
    path("<slug:slug>/entries/<int:number>/files/<slug:key>/small/", entries.small, name="small_file"),
    path("<slug:slug>/archive/", settings.archive, name="archive"),
    path("<slug:slug>/reopen/", settings.reopen, name="reopen"),
    path("<slug:slug>/settings/", settings.settings, name="settings"),
    path("<slug:slug>/settings/writers/", settings.seat, name="seat"),
    path("<slug:slug>/settings/writers/<str:username>/remove/", settings.unseat, name="unseat"),
    path("<slug:slug>/settings/delete/", settings.delete, name="delete_blog"),
]
